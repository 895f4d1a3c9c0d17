import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/**
 * Sends a request as it stands, with headers and a path that `fetch` would mend or refuse.
 * @param origin where to connect to; nothing else of the URL is used
 */
export async function rawRequest(
  origin: string,
  path: string,
  { method = 'GET', headers = {} }: Pick<RequestOptions, 'method' | 'headers'> = {},
  body = '',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const sent = request({ hostname, port, path, method, headers, agent: false })
  sent.end(body)
  const answered = once(sent, 'response')
  // A server that has heard enough resets the connection, at times after it has answered.
  sent.on('error', () => undefined)
  const [answer] = (await answered) as [IncomingMessage]
  const { statusCode = 0, headers: received } = answer
  return { status: statusCode, headers: received, body: await text(answer).catch(() => '') }
}
