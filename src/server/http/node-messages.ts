import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * A request of Node's as one of the web, under the public origin: what `Host` said is nobody's
 * business from here on.
 * @param request its body was read before, into `body`
 * @param siteUrl public origin
 */
export function toWebRequest(
  request: IncomingMessage & { readonly body?: Buffer },
  siteUrl: string,
): Request {
  const { method = 'GET', url = '/', headers, body } = request
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
  return new Request(siteUrl + url, {
    method,
    headers: pairs,
    ...(hasBody && { body: new Uint8Array(body) }),
  })
}

/**
 * Sends an answer whose body is there in full.
 * @param response the headers it has stay, where the answer has none of that name
 */
export async function sendWebResponse(answer: Response, response: ServerResponse): Promise<void> {
  const { status, headers, body } = answer
  for (const [name, value] of headers) {
    if (name !== 'set-cookie') response.setHeader(name, value)
  }
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const content = body === null ? undefined : Buffer.from(await answer.arrayBuffer())
  response.writeHead(status, content ? { 'content-length': content.length } : {})
  response.end(response.req.method === 'HEAD' ? undefined : content)
}
