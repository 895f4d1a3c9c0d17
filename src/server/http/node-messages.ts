import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { ReceivedHeaders, ReceivedRequest } from './received-request.ts'

/**
 * Takes a request of Node's under the public origin: what `Host` said is nobody's business from
 * here on.
 * @param request its body was read before, into `body`
 * @param siteUrl public origin
 */
export function receive(
  request: IncomingMessage & { readonly body?: Buffer },
  siteUrl: string,
): ReceivedRequest {
  const { method = 'GET', url = '/', headers } = request
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = (hasBody ? request.body : undefined) ?? Buffer.alloc(0)
  return {
    method,
    url: siteUrl + url,
    headers: receivedHeaders(headers),
    text: async () => body.toString(),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  }
}

function receivedHeaders(headers: IncomingMessage['headers']): ReceivedHeaders {
  const get = (name: string) => {
    const value = headers[name]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }
  return {
    get,
    *[Symbol.iterator]() {
      for (const name of Object.keys(headers)) yield [name, get(name) ?? '']
    },
  }
}

/**
 * Sends an answer.
 * @param response the headers it has stay, where the answer has none of that name
 */
export function send({ status, headers, body }: Answer, response: ServerResponse): void {
  const cookies: string[] = []
  for (const [name, value] of headers) {
    if (name === 'set-cookie') cookies.push(value)
    else response.setHeader(name, value)
  }
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.writeHead(status, body === null ? {} : { 'content-length': Buffer.byteLength(body) })
  if (body === null || response.req.method === 'HEAD') return void response.end()
  if (typeof body === 'string') return void response.end(body)
  // As a text, one character a byte, it goes out with the headers in one write.
  const { buffer, byteOffset, length } = body
  response.end(Buffer.from(buffer, byteOffset, length).toString('latin1'), 'latin1')
}
