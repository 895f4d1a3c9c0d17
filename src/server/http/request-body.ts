import type { IncomingMessage, ServerResponse } from 'node:http'
import { plainText } from './plain-answer.ts'

/** Body limit in bytes: the largest form has under 2 kB. */
const sizeLimit = 16 * 1024
/** Milliseconds before the connection closes, so that a client still sending can read the 413. */
const patience = 500

/** A request whose body was read. Astro reads this property. */
type ReadRequest = IncomingMessage & { body?: Buffer }

/**
 * Reads the body of a request into its property `body`, up to 16 kB. `too large` as soon as the
 * declared length or the bytes received exceed that; the caller then calls {@link refuseBody}.
 */
export async function readBody(request: ReadRequest): Promise<'read' | 'too large' | 'cut off'> {
  const { 'content-length': declared, 'transfer-encoding': encoding } = request.headers
  if (declared === undefined && encoding === undefined) return 'read'
  const body = Number(declared ?? 0) > sizeLimit ? 'too large' : await firstBytes(request)
  if (typeof body === 'string') return body
  request.body = body
  return 'read'
}

async function firstBytes(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Without this option, leaving the loop destroys the connection before the response.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > sizeLimit) return 'too large'
      chunks.push(chunk as Buffer)
    }
  } catch {
    // The client disconnected, or hit the server's time-out.
    return 'cut off'
  }
  return Buffer.concat(chunks)
}

/**
 * Answers 413, then closes the connection after a delay. Closing at once while the client still
 * sends would reset the connection (TCP RST) and lose the response.
 */
export function refuseBody(response: ServerResponse): void {
  const text = plainText(413, `send at most ${sizeLimit} bytes`)
  response.writeHead(413, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': text.length,
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.write(text)
  setTimeout(() => response.end(), patience)
}
