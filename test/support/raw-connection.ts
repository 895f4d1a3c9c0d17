import { type Socket, connect } from 'node:net'

/** What came back on one connection until it was closed. */
export interface ConnectionAnswers {
  readonly text: string
  /** Status codes, one for each answer. */
  readonly statuses: readonly number[]
  /** Milliseconds until the server closed the connection. */
  readonly duration: number
  /** Bytes that were sent before that. */
  readonly sent: number
}

/**
 * Sends bytes as they are, which no HTTP client would, and reads until the server closes.
 * @param body sent after the head, chunk by chunk, for as long as the server takes it
 */
export function sendBytes(
  siteUrl: string,
  head: string,
  body: Iterable<string> = [],
): Promise<ConnectionAnswers> {
  const { port } = new URL(siteUrl)
  const startedAt = performance.now()
  return new Promise((answered) => {
    let text = ''
    const socket = connect(Number(port), 'localhost', () => {
      socket.write(head)
      sendAll(socket, body[Symbol.iterator]())
    })
    socket.setEncoding('latin1').on('data', (part: string) => (text += part))
    // A reset is what a sender gets who does not stop; what came before it was read.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, code]) => Number(code))
      const duration = performance.now() - startedAt
      answered({ text, statuses, duration, sent: socket.bytesWritten })
    })
  })
}

function sendAll(socket: Socket, parts: Iterator<string>): void {
  for (let part = parts.next(); !part.done && socket.writable; part = parts.next()) {
    if (!socket.write(part.value)) {
      socket.once('drain', () => sendAll(socket, parts))
      return
    }
  }
}
