import { withoutAround } from '../trimmed.ts'
import { authErrorRedirectUri } from './auth-error.ts'

/** Size limit in characters; a longer text is refused, not truncated. */
export const pasteLimit = 8192

export interface Pasted {
  /** In the order of the text, each once. */
  readonly uris: readonly string[]
  /** True where the text is longer than {@link pasteLimit}; then nothing was read. */
  readonly tooLong: boolean
}

/** `redirect_uri` followed by its value: quoted, up to a blank, or up to the next parameter. */
const assigned =
  /([?&]|\b)((?:\w+_)?)redirect_ur[il]["']?\s*[=:]\s*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([^\s"'<>]+))/gi
/** The array of client_secret.json, whole file or not. */
const registeredArray = /redirect_uris"?\s*[:=]\s*\[\s*((?:"(?:[^"\\\n]|\\.)*"[\s,]*)*)\]/g
const startsAsUri = /^[a-z][a-z\d+.-]*:\/\//i
// From the start of a run of scheme characters: from each of its letters it would take quadratic
// time. The run may begin with characters that no scheme begins with.
const scheme = String.raw`(?<![a-z\d+.-])[a-z\d+.-]+:\/\/`
const schemes = new RegExp(scheme, 'gi')
const addresses = new RegExp(`${scheme}[^\\s,;"'<>]*`, 'gi')

/**
 * Finds redirect URIs in pasted text: one URI per line, an authorization URL, Google's error text
 * or the URL of its error page, a line of TOML or code, client_secret.json. HTML entities and
 * parameters are decoded once. Blanks in and around a bare URI stay: they may be the mistake.
 */
export function readPasted(text: string): Pasted {
  if (text.length > pasteLimit) return { uris: [], tooLong: true }
  const plain = withoutEntities(text)
  const found = [...fromJson(plain), ...fromAssignments(plain)]
  const fromGoogle = authErrorRedirectUri(plain)
  if (fromGoogle !== undefined) found.push(fromGoogle)
  const uris = found.length > 0 ? found : plain.split(/[\r\n]+/).flatMap(fromLine)
  return { uris: [...new Set(uris.filter((uri) => uri !== ''))], tooLong: false }
}

function fromJson(text: string): readonly string[] {
  return [...text.matchAll(registeredArray)].flatMap(([, items = '']) =>
    [...items.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].map(([literal]) => unquoted(literal)),
  )
}

function fromAssignments(text: string): readonly string[] {
  const all = [...text.matchAll(assigned)].filter(([, , prefix]) => !/logout_$/i.test(prefix ?? ''))
  return all.map(([, mark, , double, single, bare = '']) => {
    if (double !== undefined) return unquoted(`"${double}"`)
    if (single !== undefined) return single
    if (mark !== '') return new URLSearchParams(`v=${bare.replace(/[&#].*$/s, '')}`).get('v') ?? ''
    return decodedOnce(withoutAround(bare, '', ',;'))
  })
}

function fromLine(line: string): readonly string[] {
  const bare = withoutWrapping(line)
  if (bare.trim() === '') return []
  const starts = bare.match(schemes)?.filter((start) => /[a-z]/i.test(start)).length ?? 0
  if (startsAsUri.test(bare.trimStart()) && starts === 1) return [bare]
  // Several in one line, or an address inside a sentence.
  if (starts > 0) return addressesIn(bare)
  const word = bare.trim()
  return /[.:/：／%]/.test(word) && !/\s/.test(word) ? [decodedOnce(bare)] : []
}

function addressesIn(line: string): readonly string[] {
  const found = (line.match(addresses) ?? []).map((text) => text.replace(/^[\d+.-]+/, ''))
  return found.filter((text) => startsAsUri.test(text)).map(decodedOnce)
}

/** Without a bullet, quotes and a comma around it; what is inside them stays as it is. */
function withoutWrapping(line: string): string {
  const listed = line.replace(/^[ \t]*(?:[-*•]|\d+\.)[ \t]+/, '')
  const quoted = /^\s*(["'`])(.*)\1[\s,;]*$/.exec(listed)?.[2]
  return quoted ?? /^\s*<([^<>]*)>\s*$/.exec(listed)?.[1] ?? listed
}

function unquoted(literal: string): string {
  try {
    return JSON.parse(literal) as string
  } catch {
    return literal.slice(1, -1)
  }
}

/** Decodes an address that is still encoded as a whole, as in `http%3A%2F%2Flocalhost`. */
function decodedOnce(value: string): string {
  if (!/^\s*[a-z][a-z\d+.-]*%3a/i.test(value)) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const entities: Partial<Record<string, string>> = {
  ...{ amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: '\u00a0' },
}

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}
