import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, HeaderField } from './answer.ts'
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

/** Gives headers to an answer that somebody else is going to write. */
export function prepare(response: ServerResponse, headers: readonly HeaderField[]): void {
  for (const [name, value] of headers) response.setHeader(name, value)
}

/**
 * Sends an answer.
 * @param common headers that it carries where it has none of that name itself
 */
export function send(
  { status, headers, body }: Answer,
  response: ServerResponse,
  common: readonly HeaderField[],
): void {
  // All at once: to set them one by one takes twice as long.
  const list: string[] = []
  for (const [name, value] of common) if (!hasField(headers, name)) list.push(name, value)
  // Whoever made the answer may have counted its bytes already: to count them twice is an error.
  for (const [name, value] of headers) if (name !== 'content-length') list.push(name, value)
  if (body !== null) list.push('content-length', `${Buffer.byteLength(body)}`)
  response.writeHead(status, list)
  if (body === null || response.req.method === 'HEAD') return void response.end()
  if (typeof body === 'string') return void response.end(body)
  // As a text, one character a byte, it goes out with the headers in one write.
  const { buffer, byteOffset, length } = body
  response.end(Buffer.from(buffer, byteOffset, length).toString('latin1'), 'latin1')
}

/** @param name in any case */
function hasField(headers: readonly HeaderField[], name: string): boolean {
  const wanted = name.toLowerCase()
  for (const [present] of headers) if (present === wanted) return true
  return false
}
