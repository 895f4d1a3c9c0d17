import { withoutAround } from '../trimmed.ts'
import { type DecodedJwt, decodeJwt } from './decode-jwt.ts'
import { type JsonObject, isJsonObject } from './json-object.ts'

/** Characters; a token response of Google has about 2,000. */
export const pastedLimit = 32_768

/** Where the token was found in the pasted text. */
export const tokenSources = ['text', 'bearer', 'token_response', 'url', 'surrounded'] as const
export type TokenSource = (typeof tokenSources)[number]

/** What a reader pasted as an ID token. */
export type PastedText =
  | {
      readonly kind: 'token'
      readonly idToken: string
      readonly decoded: DecodedJwt
      readonly source: TokenSource
      /** The access token beside it, where a whole token response was pasted. */
      readonly accessToken?: string
    }
  | { readonly kind: Exclude<PastedKind, 'token'> }

/** The page has a message for each kind. */
export const pastedKinds = [
  'empty',
  'too_long',
  'token',
  'damaged',
  'encrypted',
  'access_token',
  'refresh_token',
  'client_secret',
  'no_id_token',
  'other_json',
  'code',
  'callback_error',
  'other_url',
  'unknown',
] as const
export type PastedKind = (typeof pastedKinds)[number]

// Zero-width characters: editors and chat apps insert them into long lines.
const invisible = /[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]/g
const authorization = /^(?:authorization\s*:\s*)?bearer\s+/i
const quotes = '"\'`‘’“”'

/** Finds the ID token in a pasted text, or says what the text is instead. */
export function readPastedText(pasted: string): PastedText {
  if (pasted.length > pastedLimit) return { kind: 'too_long' }
  const text = withoutQuotes(pasted.replace(invisible, ''))
  if (text === '') return { kind: 'empty' }
  return readJson(text) ?? readUrl(text) ?? readToken(text)
}

function withoutQuotes(text: string): string {
  return withoutAround(text, quotes, `${quotes},;`)
}

function readJson(text: string): PastedText | undefined {
  const value = jsonObject(text)
  if (!value) return undefined
  const { id_token: idToken, access_token: accessToken } = value
  if (typeof idToken !== 'string') {
    return { kind: typeof accessToken === 'string' ? 'no_id_token' : 'other_json' }
  }
  const found = readToken(idToken.trim(), 'token_response')
  const carries = found.kind === 'token' && typeof accessToken === 'string' && accessToken !== ''
  return carries ? { ...found, accessToken } : found
}

function jsonObject(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A URL or its query: the code flow returns the code there, older flows return tokens. */
function readUrl(text: string): PastedText | undefined {
  const joined = text.replaceAll(/\s/g, '')
  const looksLikeUrl = /^(?:https?:\/\/|\/|\?|localhost[:/])/i.test(joined)
  const looksLikeQuery = /^(?:code|state|error|id_token)=[^&]+(?:&|$)/.test(joined)
  if (!looksLikeUrl && !looksLikeQuery) return undefined
  const parameters = new URLSearchParams(joined.replace(/^[^?#]*[?#]/, '').replaceAll('#', '&'))
  const idToken = parameters.get('id_token')
  if (idToken !== null) return readToken(idToken, 'url')
  if (parameters.has('code')) return { kind: 'code' }
  return { kind: parameters.has('error') ? 'callback_error' : 'other_url' }
}

function readToken(text: string, place: TokenSource = 'text'): PastedText {
  const bearer = authorization.test(text)
  const source = bearer ? 'bearer' : place
  // Terminals and e-mails break long lines; a JSON string shows the break as \n.
  const token = withoutQuotes(text.replace(authorization, '')).replaceAll(/\s|\\[nr]/g, '')
  const opaque = opaqueKind(token)
  if (opaque) return { kind: opaque }
  const parts = token.split('.')
  if (parts.length === 5 && isEncrypted(parts[0] ?? '')) return { kind: 'encrypted' }
  const inside = tokensInside(text)
  const several = inside.length > 1
  const found = several ? undefined : (whole(token, source) ?? surrounded(inside[0]))
  if (found) return found
  return { kind: !several && /^eyJ[A-Za-z0-9_.-]*$/.test(token) ? 'damaged' : 'unknown' }
}

/** The header of a JWE has `enc` (RFC 7516, 4.1.2). */
function isEncrypted(header: string): boolean {
  return typeof decodeJwt(`${header}.${header}.`)?.header.enc === 'string'
}

/** Google's opaque strings, by their prefixes. */
function opaqueKind(token: string): 'access_token' | 'refresh_token' | 'client_secret' | undefined {
  if (token.startsWith('ya29.')) return 'access_token'
  if (/^1\/\/[\w-]{20,}$/.test(token)) return 'refresh_token'
  return /^GOCSPX-[\w-]+$/.test(token) ? 'client_secret' : undefined
}

/** Texts of the form of a token inside other text, such as a log line. */
function tokensInside(text: string): readonly string[] {
  const tokens: string[] = []
  // Whole runs, split at their dots: an expression for the token itself would scan a run without
  // dots again from each `eyJ` in it, in quadratic time.
  for (const [run] of text.matchAll(/[\w.-]+/g)) {
    const parts = run.split('.')
    for (let index = 0; index + 2 < parts.length; index += 1) {
      const [first = '', payload = '', signature = ''] = parts.slice(index, index + 3)
      // A header starts with `{"`, which is `eyJ` in Base64url.
      const start = first.indexOf('eyJ')
      if (start < 0 || start + 3 === first.length || payload === '') continue
      tokens.push(`${first.slice(start)}.${payload}.${signature}`)
      index += 2
    }
  }
  return tokens
}

function surrounded(token: string | undefined): PastedText | undefined {
  return token === undefined ? undefined : whole(token, 'surrounded')
}

function whole(idToken: string, source: TokenSource): PastedText | undefined {
  const decoded = decodeJwt(idToken)
  return decoded ? { kind: 'token', idToken, decoded, source } : undefined
}
