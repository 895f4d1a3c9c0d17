import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { hasValidHost } from './request-target.ts'

/** An answer of one line of text, for programs: no browser sends what it answers. */
export interface PlainAnswer {
  readonly status: number
  /** What to do, after the reason phrase. */
  readonly sentence: string
  readonly headers?: Readonly<Record<string, string>>
}

type Headers = Readonly<Record<string, string>>

/** Status codes by Node's error codes; every other error is a malformed request (400). */
const unreadable: Readonly<Record<string, PlainAnswer>> = {
  HPE_HEADER_OVERFLOW: { status: 431, sentence: 'send less than 16 kB of headers' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, sentence: 'send chunks without extensions' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, sentence: 'send the whole request at once' },
}
const malformed: PlainAnswer = { status: 400, sentence: 'send a request as RFC 9112 has it' }

/** What HTTP itself asks to answer, whatever the path; undefined for a request to a resource. */
export function protocolAnswer(request: IncomingMessage): PlainAnswer | undefined {
  const { method, url, headers } = request
  const close = { Connection: 'close' }
  if (!hasValidHost(request)) {
    const sentence = 'send one Host header: a host, and a port if it has one'
    return { status: 400, sentence, headers: close }
  }
  // RFC 9110, 10.1.1
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
    return { status: 417, sentence: 'expect 100-continue, or nothing', headers: close }
  }
  // RFC 9110, 9.3.7: a question about the server, not about a resource.
  if (method === 'OPTIONS' && url === '*') {
    return { status: 204, sentence: '', headers: { Allow: 'GET, HEAD, POST, OPTIONS' } }
  }
  return undefined
}

export function answerPlainly(response: ServerResponse, answer: PlainAnswer): void {
  const { headers, text } = written(answer)
  response.writeHead(answer.status, headers).end(text)
}

/**
 * Answers a request that Node's parser gave up on, on its connection, and closes that.
 * @param error of the event `clientError`
 * @param headers security headers
 */
export function answerUnreadable(
  error: NodeJS.ErrnoException & { rawPacket?: Buffer },
  socket: Socket & { _httpMessage?: ServerResponse },
  securityHeaders: Headers,
): void {
  // Node's own rule: no second head into a response that is being written.
  if (!socket.writable || socket._httpMessage?.headersSent) return void socket.destroy(error)
  const answer = unreadable[error.code ?? ''] ?? malformed
  const { headers, text } = written({ ...answer, headers: { Connection: 'close' } })
  const lines = Object.entries({ ...securityHeaders, 'Cache-Control': 'no-store', ...headers })
  const statusLine = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`
  const head = [statusLine, ...lines.map(([name, value]) => `${name}: ${value}`), '', ''].join(
    '\r\n',
  )
  const isHead = error.rawPacket?.toString('latin1', 0, 5) === 'HEAD '
  socket.write(isHead ? head : head + text)
  socket.destroySoon()
}

function written({ status, sentence, headers }: PlainAnswer): { headers: Headers; text: string } {
  if (status === 204) return { headers: { ...headers }, text: '' }
  const text = plainText(status, sentence)
  const length = `${Buffer.byteLength(text)}`
  const content = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': length }
  return { headers: { ...content, ...headers }, text }
}

/** The line of text: reason phrase and sentence. */
export function plainText(status: number, sentence: string): string {
  return `${STATUS_CODES[status]}: ${sentence}\n`
}
