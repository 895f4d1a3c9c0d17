import { once } from 'node:events'
import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

const document = { issuer: 'https://accounts.google.com', scopes_supported: ['openid'] }

let google: Server
let server: GenkanServer
let asked: string[]
let answer: RequestListener
beforeAll(async () => {
  google = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(google, 'listening')
  const hook = new URL('../support/google-hook.ts', import.meta.url).href
  const standIn = `http://127.0.0.1:${(google.address() as AddressInfo).port}`
  const env = { NODE_OPTIONS: `--import=${hook}`, GOOGLE_STAND_IN: standIn }
  server = await startGenkan({ env })
})
beforeEach(() => {
  asked = []
})
afterAll(async () => {
  await server.stop()
  google.closeAllConnections()
  google.close()
})

const ask = () => fetch(`${server.url}/lab/google-metadata`)

const big = JSON.stringify({ ...document, filler: 'x'.repeat(2 * 1024 * 1024) })
it.each<[string, number, string, RequestListener]>([
  ['fails', 502, 'provider_unreachable', (_, response) => response.writeHead(503).end()],
  [
    'redirects',
    502,
    'provider_unreachable',
    (_, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
  ],
  ['sends too much', 502, 'provider_unreachable', (_, response) => response.end(big)],
  ['hangs up', 502, 'provider_unreachable', (request) => request.socket.destroy()],
  ['sends a page', 502, 'discovery_invalid', (_, response) => response.end('<p>Hotel</p>')],
  ['never answers', 504, 'provider_unreachable', () => undefined],
])('says so where Google %s', async (_, status, code, listener) => {
  answer = listener
  const response = await ask()
  expect([response.status, await response.json()]).toEqual([status, { error: { code } }])
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('hands on Google’s document, asked for once', async () => {
  answer = (_, response) => response.end(JSON.stringify(document))
  const answers = [...(await Promise.all([ask(), ask(), ask()])), await ask()]
  for (const response of answers) {
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.json()).toEqual({ document, fetchedAt: expect.any(Number) as number })
  }
  expect(asked).toEqual(['/.well-known/openid-configuration'])
})
