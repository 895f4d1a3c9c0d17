import type { IncomingMessage } from 'node:http'

/** `uri-host [ ":" port ]` (RFC 9110, 7.2; RFC 3986, 3.2.2), without the empty host. */
const hostGrammar = /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+)(?::\d*)?$/i
const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/is

/**
 * Whether the `Host` header is valid (RFC 9112, 3.2): one, with the grammar of a host. Only HTTP/1.0
 * may leave it out.
 */
export function hasValidHost({
  rawHeaders,
  httpVersion,
}: Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>): boolean {
  const hosts = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host',
  )
  if (hosts.length === 0) return httpVersion === '1.0'
  return hosts.length === 1 && hostGrammar.test(hosts[0] ?? '')
}

/**
 * The origin form of a request target (RFC 9112, 3.2.1). A client may send the absolute form
 * (3.2.2). One that names another host stays as it is: it is no path, so it is not found.
 * @param hosts names of this server, each with its port
 */
export function originForm(target: string, hosts: readonly (string | undefined)[]): string {
  const [, host, rest = ''] = absoluteForm.exec(target) ?? []
  const isOurs = hosts.some((name) => name?.toLowerCase() === host?.toLowerCase())
  if (host === undefined || !isOurs) return target
  return rest.startsWith('/') ? rest : `/${rest}`
}

/**
 * Normalizes a request target, so that the file server and Astro read its path alike. In a path with
 * an invalid percent escape (not UTF-8, or NUL) every `%` becomes `%25`. A last segment `.html` gets
 * a slash behind it: Astro takes it for the extension of a page without a name, and fails. A `#`,
 * which no target may hold (RFC 9112, 3.2), begins no fragment.
 */
export function wellFormed(target: string): string {
  if (!/[%#]|\.html/.test(target)) return target
  const [sent = '', ...query] = target.split('?')
  const path = sent.replaceAll('#', '%23')
  const escaped = isDecodable(path) && !path.includes('%00') ? path : path.replaceAll('%', '%25')
  // A URL parser takes a backslash for a slash.
  const ending = /[/\\]\.html$/.test(decoded(escaped)) ? '/' : ''
  return [escaped + ending, ...query].join('?')
}

/**
 * Whether Astro would run an action for a form posted to this target: one that the query names. Of an
 * action whose name does not decode it makes a 500, on the page of an error too.
 */
export function namesAction(target: string): boolean {
  return new URLSearchParams(target.slice(pathOf(target).length)).has('_action')
}

/** A request's path, without the query: `/demo/` of `/demo/?a=1`. */
export function pathOf(target: string): string {
  const end = target.indexOf('?')
  return end < 0 ? target : target.slice(0, end)
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** As often as Astro decodes a path. */
function decoded(path: string): string {
  let text = path
  for (let times = 0; times < 11 && isDecodable(text); times += 1) text = decodeURI(text)
  return text
}
