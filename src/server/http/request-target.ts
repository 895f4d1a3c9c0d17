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
 * Normalizes a request target: in a path with an invalid percent escape (not UTF-8, or NUL) every
 * `%` becomes `%25`. The file server and Astro each handle such a path differently; now both answer
 * 404.
 */
export function wellFormed(target: string): string {
  if (!target.includes('%')) return target
  const [path = '', ...query] = target.split('?')
  if (isDecodable(path) && !path.includes('%00')) return target
  const escaped = path.replaceAll('%', '%25')
  return [escaped, ...query].join('?')
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
