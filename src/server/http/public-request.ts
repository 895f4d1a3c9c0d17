/**
 * The same request under the public origin: what `Host` said is nobody's business from here on.
 * @param siteUrl public origin
 */
export function publicRequest(request: Request, siteUrl: string): Request {
  if (request.url.startsWith(`${siteUrl}/`)) return request
  const { pathname, search } = new URL(request.url)
  return new Request(siteUrl + pathname + search, request)
}
