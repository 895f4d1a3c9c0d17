import { once } from 'node:events'
import { type RequestListener, createServer } from 'node:http'
import { type AddressInfo, type Socket, createServer as createTcpServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jsonRequest } from '../../src/server/outgoing-http/json.ts'
import { sendWithinBounds } from '../../src/server/outgoing-http/send-within-bounds.ts'

let answer: RequestListener
/** The connection of each request. */
const connections: Socket[] = []
const provider = createServer((request, response) => {
  connections.push(request.socket)
  answer(request, response)
})
let origin = ''
// A new address each time, to which no connection is kept from before.
beforeEach(async () => {
  connections.length = 0
  provider.listen(0, 'localhost')
  await once(provider, 'listening')
  origin = `http://localhost:${(provider.address() as AddressInfo).port}`
})
afterEach(async () => {
  provider.close()
  provider.closeAllConnections()
  await once(provider, 'close')
})

const ask = async (path = '/') => {
  const response = await sendWithinBounds(jsonRequest(origin + path), 'anywhere')
  return { status: response.status, headers: [...response.headers], body: await response.text() }
}
const megabyte = 1024 * 1024
const brotli = (content: string | Buffer) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
const refused = (message: string) => ({
  code: 'provider_unreachable',
  message: expect.stringContaining(message) as string,
  details: { timedOut: false, subject: expect.stringContaining(message) as string },
})

describe('an answer of a provider', () => {
  const json = JSON.stringify({ name: '山田 花子' })
  const codings: [coding: string, encode: (content: string | Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotli],
    ['br, gzip', (content) => gzipSync(brotli(content))],
  ]

  it('is asked for as it is', async () => {
    answer = ({ headers }, response) => response.end(JSON.stringify(headers))
    expect(JSON.parse((await ask()).body)).toMatchObject({
      ...{ accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'node' },
    })
  })

  const sixTimes = Array<string>(6).fill('gzip')
  const gzipOnce = (content: Buffer) => gzipSync(content)

  it.each(codings)('is read in the coding %s all the same', async (coding, encode) => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(encode(json))
    expect(await ask()).toMatchObject({ status: 200, body: json })
  })

  it.each(codings)('is decoded up to 1 MB: %s', async (coding, encode) => {
    const read = async (size: number) => {
      const encoded = encode(Buffer.alloc(size, ' '))
      answer = (_, response) => response.writeHead(200, { 'content-encoding': coding }).end(encoded)
      return (await ask()).body.length
    }
    expect(await read(megabyte)).toBe(megabyte)
    await expect(read(megabyte + 1)).rejects.toMatchObject(refused('larger than 1 MB'))
    await expect(read(64 * megabyte)).rejects.toMatchObject(refused('larger than 1 MB'))
  })

  it.each([
    ['damaged', 'gzip', Buffer.from('no gzip'), 'the connection failed'],
    [
      'in too many codings',
      sixTimes.join(),
      sixTimes.reduce(gzipOnce, Buffer.from(json)),
      'the connection failed',
    ],
  ])('is refused where it is %s', async (_, coding, content, message) => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(content)
    await expect(ask()).rejects.toMatchObject(refused(message))
  })

  it('is left as it is in a coding that nobody knows', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'rot13' }).end(json)
    expect((await ask()).body).toBe(json)
  })

  it.each([
    ['with a byte order mark', Buffer.from(`\uFEFF${json}`)],
    ['that is no UTF-8', Buffer.from([0x22, 0xe5, 0x22, 0xff])],
    ['that is empty', Buffer.alloc(0)],
  ])('is decoded as Response.text() does it: a text %s', async (_, content) => {
    answer = (_request, response) => response.end(content)
    expect((await ask()).body).toBe(await new Response(content).text())
  })

  it('is put together from pieces that cut a character', async () => {
    const content = Buffer.from(json)
    const cut = content.indexOf('山') + 1
    answer = (_, response) => {
      response.write(content.subarray(0, cut), () =>
        process.nextTick(() => response.end(content.subarray(cut))),
      )
    }
    expect((await ask()).body).toBe(json)
  })

  it('has its header as the Fetch standard has it', async () => {
    const headers = { 'X-Twice': ['a', 'b'], 'Set-Cookie': ['c=1', 'd=2'], 'X-Blank': ' e\t ' }
    answer = (_, response) => response.writeHead(200, headers).end()
    const sent = ['x-twice', 'set-cookie', 'x-blank']
    const received = (await ask()).headers.filter(([name]) => sent.includes(name))
    const fetched = [...new Headers((await fetch(origin)).headers)]
    expect(received.toSorted()).toEqual(fetched.filter(([name]) => sent.includes(name)).toSorted())
  })

  it('counts, and not what is said ahead of it', async () => {
    answer = (_, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' })
      response.writeHead(200).end(json)
    }
    expect(await ask()).toMatchObject({ status: 200, body: json })
  })

  it('has no content with status 205, whatever is sent', async () => {
    answer = ({ socket }) => socket.end('HTTP/1.1 205 Reset\r\ncontent-length: 2\r\n\r\n{}')
    expect(await ask()).toMatchObject({ status: 205, body: '' })
  })

  it('is refused with a status that does not exist', async () => {
    answer = ({ socket }) => socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}')
    await expect(ask()).rejects.toMatchObject(refused('the connection failed'))
  })
})

describe('a redirect', () => {
  it.each<[string, RequestListener]>([
    ['with nothing after it', (_, response) => response.end()],
    ['with a body that never ends', (_, response) => response.write('a')],
    [
      'with a connection that breaks off',
      ({ socket }, response) => response.write('a', () => socket.resetAndDestroy()),
    ],
  ])('is not followed: %s', async (_, end) => {
    const asked: (string | undefined)[] = []
    answer = (request, response) => {
      asked.push(request.url)
      response.writeHead(302, { location: '/elsewhere', 'content-length': 2 })
      end(request, response)
    }
    await expect(ask('/here')).rejects.toMatchObject(refused('it answered with a redirect'))
    const [connection] = connections
    if (connection?.destroyed === false) await once(connection, 'close')
    answer = (_request, response) => response.end('{}')
    expect((await ask()).body).toBe('{}')
    expect(asked).toEqual(['/here'])
  })
})

describe('a connection', () => {
  it('is used again', async () => {
    answer = (_, response) => response.end('{}')
    for (let count = 0; count < 3; count += 1) {
      await ask()
      // undici leaves a provider a turn of the loop to close what it said it would keep.
      await setImmediate()
    }
    expect([connections.length, new Set(connections).size]).toEqual([3, 1])
  })

  it('that the provider closed in between costs no login', async () => {
    answer = (_, response) => response.end('{}')
    await ask()
    connections[0]?.end()
    const post = new Request(origin, { method: 'POST', body: 'code=1' })
    expect(await (await sendWithinBounds(post, 'anywhere')).text()).toBe('{}')
    expect(new Set(connections).size).toBe(2)
  })

  it('that nobody accepts is given up after five seconds', async () => {
    // It takes the connection and never says a word of TLS.
    const sockets: Socket[] = []
    const mute = createTcpServer((socket) => sockets.push(socket.on('error', () => undefined)))
    mute.listen(0, 'localhost')
    await once(mute, 'listening')
    const startedAt = performance.now()
    const request = jsonRequest(`https://localhost:${(mute.address() as AddressInfo).port}/`)
    await expect(sendWithinBounds(request, 'anywhere')).rejects.toMatchObject({
      code: 'provider_unreachable',
      details: { timedOut: true },
    })
    expect(performance.now() - startedAt).toBeGreaterThan(4900)
    expect(performance.now() - startedAt).toBeLessThan(6000)
    for (const socket of sockets) socket.destroy()
    mute.close()
  })
})
