import type { IncomingMessage, ServerResponse } from 'node:http'

/** Bytes of a body: the largest form of ours has under 2 kB. */
const sizeLimit = 16 * 1024
/** Milliseconds for a visitor who is still sending to see the refusal. */
const patience = 500

/** A request whose body was read; Astro takes it from there. */
type ReadRequest = IncomingMessage & { body?: Buffer }

/**
 * Reads the body of a request into its `body`. It is too large at once where its declared length is
 * over 16 kB, else as soon as more than that arrived; then {@link refuseBody} has to follow.
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
    // Without this option, leaving the loop destroys the connection before it could answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length
      if (size > sizeLimit) return 'too large'
      chunks.push(chunk as Buffer)
    }
  } catch {
    // The visitor is gone, or was too slow for the server's time limit.
    return 'cut off'
  }
  return Buffer.concat(chunks)
}

/**
 * Answers 413 and closes the connection. One that is closed while the visitor still sends is reset,
 * and the answer lost with it: so the whole answer goes out, nothing more is read, and its end
 * closes the connection later.
 */
export function refuseBody(response: ServerResponse): void {
  const text = `Content Too Large: at most ${sizeLimit} bytes\n`
  response.writeHead(413, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': text.length,
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.write(text)
  setTimeout(() => response.end(), patience)
}
