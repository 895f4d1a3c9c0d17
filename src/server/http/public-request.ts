import type { ReceivedRequest } from './received-request.ts'

/**
 * The same request under the public origin: what `Host` said is nobody's business from here on.
 * @param siteUrl public origin
 */
export function publicRequest(request: ReceivedRequest, siteUrl: string): ReceivedRequest {
  if (request.url.startsWith(`${siteUrl}/`)) return request
  const { method, headers } = request
  const { pathname, search } = new URL(request.url)
  const [text, arrayBuffer] = [() => request.text(), () => request.arrayBuffer()]
  return { method, headers, text, arrayBuffer, url: siteUrl + pathname + search }
}
