import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** Milliseconds between two drips of a slow answer. */
const drip = 200
const gigabyte = 1024 ** 3
const chunk = Buffer.alloc(64 * 1024, ' ')
/** Made when it is first asked for: it takes a while. */
let bomb: Buffer | undefined
const json = { 'content-type': 'application/json' }

/** What may happen to an answer on its way; `healthy` is the text that should have been sent. */
type Sender = (response: ServerResponse, healthy: string) => void

const senders = {
  'never answers': () => undefined,
  'slow headers': ({ socket }) => {
    socket?.write('HTTP/1.1 200 OK\r\n')
    every(() => socket?.write('x-slow: 1\r\n'), socket)
  },
  'slow body': (response) => {
    response.writeHead(200, json)
    every(() => response.write(' '), response)
  },
  'connection reset': ({ socket }) => socket?.destroy(),
  'cut off': (response, healthy) => {
    response.writeHead(200, { ...json, 'content-length': healthy.length })
    response.write(healthy.slice(0, 20), () => response.destroy())
  },
  'content-length too long': (response, healthy) => {
    response.writeHead(200, { ...json, 'content-length': healthy.length + 1000 })
    response.write(healthy, () => response.destroy())
  },
  'content-length too short': ({ socket }, healthy) => {
    socket?.end(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n${healthy}`,
    )
  },
  '1 GB': (response) => {
    response.writeHead(200, json)
    stream(response, gigabyte)
  },
  '1 GB, announced': (response) => {
    response.writeHead(200, { ...json, 'content-length': gigabyte })
    stream(response, gigabyte)
  },
  '64 MB in 64 kB of gzip': (response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' })
    response.end((bomb ??= gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))))
  },
  redirect: (response) => response.writeHead(302, { location: '/attacker/redirected' }).end(),
  'redirect that keeps the method': (response) =>
    response.writeHead(307, { location: '/attacker/redirected' }).end(),
  'status 500': (response) => response.writeHead(500, json).end('{"error":"server_error"}'),
  'status 401': (response) => response.writeHead(401, json).end('{"error":"invalid_token"}'),
  'status 404': (response) => response.writeHead(404, json).end('{}'),
  HTML: (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in to the Wi-Fi</h1>'),
  'JSON that says it is HTML': (response, healthy) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(healthy),
  'a JWT': (response) =>
    response.writeHead(200, { 'content-type': 'application/jwt' }).end('e.e.e'),
  'not JSON': (response) => response.writeHead(200, json).end('<h1>hello</h1>'),
  'JSON array': (response) => response.writeHead(200, json).end('[]'),
  'cut-off JSON': (response, healthy) => response.writeHead(200, json).end(healthy.slice(0, -10)),
  'JSON nested 100,000 deep': (response, healthy) => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    response.writeHead(200, json).end(healthy.replace(/\}$/, `,"nested":${nested}}`))
  },
  nothing: (response) => response.writeHead(200, json).end(),
} satisfies Record<string, Sender>

export type Fault = keyof typeof senders

export function sendFaulty(fault: Fault, response: ServerResponse, healthy: string): void {
  senders[fault](response, healthy)
}

/** Goes on until the other side has had enough. */
function every(act: () => void, until: { once(event: 'close', end: () => void): void } | null) {
  const timer = setInterval(act, drip)
  until?.once('close', () => clearInterval(timer))
}

/** Writes as much as the other side takes, and no byte ahead of that. */
function stream(response: ServerResponse, size: number): void {
  let left = size
  const pump = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length
      if (!response.write(chunk)) return
    }
    response.end()
  }
  response.on('drain', pump)
  pump()
}
