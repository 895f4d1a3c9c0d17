import { once } from 'node:events'
import { type Server, type ServerResponse, createServer } from 'node:http'
import { type Socket, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { limitAnswer } from '../../src/server/http/answer-limits.ts'

/** Milliseconds; the server of the site has longer ones. */
const limits = { stalled: 300, whole: 1_500 }
/** More than the buffers of two sockets hold. */
const large = Buffer.alloc(32 * 1024 * 1024, 'x')

let server: Server
let socket: Socket
afterEach(() => {
  socket.destroy()
  server.close()
})

/** Starts a server with these limits. */
async function listening(answer: (response: ServerResponse) => void) {
  server = createServer((_, response) => {
    limitAnswer(response, limits.whole)
    answer(response)
  })
  server.setTimeout(limits.stalled)
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address
}

/** Asks such a server. @returns the response, as the server has it */
async function ask(answer: (response: ServerResponse) => void): Promise<ServerResponse> {
  const { port } = await listening(answer)
  socket = connect(port, 'localhost').pause()
  socket.on('error', () => undefined)
  const asked = once(server, 'request')
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [, response] = (await asked) as [unknown, ServerResponse]
  return response
}

/** @returns milliseconds until the server closed its side, and whether all was sent by then */
async function closed(response: ServerResponse) {
  const begun = performance.now()
  await once(response, 'close')
  return { ms: performance.now() - begun, finished: response.writableFinished }
}

describe('an answer', () => {
  it('that nobody takes ends once it has not moved for the first limit', async () => {
    const response = await ask((made) => made.end(large))
    const { ms, finished } = await closed(response)
    expect(finished).toBe(false)
    expect(ms).toBeLessThan(limits.whole - limits.stalled)
  })

  it('that is taken drop by drop ends at the second limit', async () => {
    const response = await ask((made) => made.end(large))
    // 256 kB each time, and never a pause as long as the first limit.
    const drop = setInterval(() => socket.read(256 * 1024) ?? socket.read(), 50)
    const { ms, finished } = await closed(response)
    clearInterval(drop)
    expect(finished).toBe(false)
    expect(ms).toBeGreaterThan(limits.whole - limits.stalled)
    expect(ms).toBeLessThan(limits.whole + limits.stalled)
  })

  it('that has not begun may take longer than the first limit', async () => {
    const response = await ask((made) => {
      setTimeout(() => made.end('late'), limits.stalled * 2)
    })
    socket.resume()
    const { ms, finished } = await closed(response)
    expect(finished).toBe(true)
    expect(ms).toBeGreaterThan(limits.stalled)
  })

  it('that is taken as it comes is sent whole', async () => {
    const response = await ask((made) => made.end(large))
    socket.resume()
    expect((await closed(response)).finished).toBe(true)
  })
})

describe('a connection', () => {
  it('on which nobody asks anything ends at the first limit', async () => {
    const { port } = await listening(() => undefined)
    socket = connect(port, 'localhost').resume()
    const begun = performance.now()
    await once(socket, 'close')
    expect(performance.now() - begun).toBeGreaterThan(limits.stalled - 50)
  })
})
