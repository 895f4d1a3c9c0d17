/** Method, headers and URL of a request, without its body. */
export type RequestHead = Pick<Request, 'method' | 'url' | 'headers'>

/**
 * The request with its URL under the public origin: the client controls `Host`.
 * @param siteUrl public origin
 */
export function publicRequest({ method, url, headers }: RequestHead, siteUrl: string): RequestHead {
  const { pathname, search } = new URL(url)
  return { method, headers, url: siteUrl + pathname + search }
}
