import { describe, expect, it } from 'vitest'
import { sendBytes } from '../support/raw-connection.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

/** Sends a request head, line by line, and reads the one answer. */
async function send(...lines: string[]) {
  const { statuses, text } = await sendBytes(server.url, [...lines, '', ''].join('\r\n'))
  expect(statuses).toHaveLength(1)
  return { status: statuses[0], text }
}

const close = 'Connection: close'
const ours = () => `Host: ${new URL(server.url).host}`

function expectSecurityHeaders(text: string): void {
  expect(text).toMatch(/^content-security-policy: default-src 'none'/im)
  expect(text).toMatch(/^x-content-type-options: nosniff\r$/im)
  expect(text).toMatch(/^cache-control: no-store\r$/im)
}

/** A built page, a page made on demand, a step of the login, the provider, probes. */
const paths = [
  ...['/', '/demo/', '/auth/session', '/practice/.well-known/openid-configuration'],
  ...['/healthz', '/readyz'],
]

describe.each(paths)('the Host of a request to %s', (path) => {
  it.each([
    ...['a@localhost', 'a:b@localhost', 'localhost:port', 'localhost:80:80', ':', ':4321', ''],
    ...['local host', 'localhost/', '//localhost', 'localhost?x', 'localhost#x', '[::1', '::1'],
    ...['http://localhost', 'localhost, localhost', '<b>', '"', '\\', 'a^b', '{a}', 'a|b', '%zz'],
    ...['é.example', 'localhost\t:1'],
  ])('%j is no host: 400', async (host) => {
    const { status, text } = await send(`GET ${path} HTTP/1.1`, `Host: ${host}`, close)
    expect(status).toBe(400)
    expect(text).toMatch(/\r\n\r\nBad Request: .+\n$/)
    expectSecurityHeaders(text)
  })

  it.each([
    ['is missing', []],
    ['comes twice', ['Host: localhost', 'Host: localhost']],
    ['comes twice, the second time as another', ['Host: localhost', 'Host: evil.example']],
  ])('%s: 400', async (_, hosts) => {
    const { status, text } = await send(`GET ${path} HTTP/1.1`, ...hosts, close)
    expect(status).toBe(400)
    expectSecurityHeaders(text)
  })

  it.each(['LOCALHOST', '127.0.0.1:4321', '[::1]:4321', 'localhost:', 'evil.example', 'a_b.test'])(
    '%s may be any host',
    async (host) => {
      const { status } = await send(`GET ${path} HTTP/1.1`, `Host: ${host}`, close)
      expect(status).toBe(200)
    },
  )

  it('may be missing in HTTP/1.0', async () => {
    const { status } = await send(`GET ${path} HTTP/1.0`)
    expect(status).toBe(200)
  })
})

describe('a request target in absolute form', () => {
  it.each(paths)('%s is taken', async (path) => {
    const { text } = await send(`GET ${server.url}${path} HTTP/1.1`, ours(), close)
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('is taken whatever the Host says (RFC 9112, 3.2.2)', async () => {
    const { status } = await send(`GET ${server.url}/demo/ HTTP/1.1`, 'Host: other.example', close)
    expect(status).toBe(200)
  })

  it('is taken with the name that the client has for this server', async () => {
    const { status } = await send(`GET http://10.0.0.1/demo/?a=1 HTTP/1.1`, 'Host: 10.0.0.1', close)
    expect(status).toBe(200)
  })

  it('without a path is the start page', async () => {
    const { text } = await send(`GET ${server.url} HTTP/1.1`, ours(), close)
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('of another host is not found', async () => {
    const { status, text } = await send('GET http://evil.example/demo/ HTTP/1.1', ours(), close)
    expect(status).toBe(404)
    expectSecurityHeaders(text)
  })

  it('of a POST keeps the origin check', async () => {
    const length = 'Content-Length: 0'
    const { status } = await send(`POST ${server.url}/auth/login HTTP/1.1`, ours(), length, close)
    expect(status).toBe(403)
  })
})

describe('the question what the server can do', () => {
  it('is answered: OPTIONS *', async () => {
    const { status, text } = await send('OPTIONS * HTTP/1.1', ours(), close)
    expect(status).toBe(204)
    expect(text).toMatch(/^allow: GET, HEAD, POST, OPTIONS\r$/im)
    expectSecurityHeaders(text)
  })
})

describe('what Node answers by itself elsewhere', () => {
  it.each([
    ['an expectation that nobody knows', 417, ['Expect: something']],
    ['headers that are too large', 431, [`Cookie: ${'x'.repeat(20_000)}`]],
    ['a header that is none', 400, ['no colon']],
    ['two lengths', 400, ['Content-Length: 1', 'Transfer-Encoding: chunked']],
  ])('%s: %i, with security headers', async (_, code, lines) => {
    const { status, text } = await send('GET /demo/ HTTP/1.1', ours(), ...lines, close)
    expect(status).toBe(code)
    expectSecurityHeaders(text)
    expect(text).toMatch(/^connection: close\r$/im)
    expect(text).toMatch(/\r\n\r\n[A-Z].+: .+\n$/)
  })

  it('chunk extensions that are too long: 413, with security headers', async () => {
    const head = ['POST /auth/login HTTP/1.1', ours(), 'Transfer-Encoding: chunked', '', '']
    const { statuses, text } = await sendBytes(server.url, head.join('\r\n'), [
      `1;${'x'.repeat(20_000)}\r\nx\r\n`,
    ])
    expect(statuses).toEqual([413])
    expectSecurityHeaders(text)
  })

  it.each([
    'nonsense',
    'HEAD http://<b>/ HTTP/1.1',
    'GET / HTTP/9.9',
    'PRI * HTTP/2.0',
    'BREW / HTTP/1.1',
  ])('%s: 400, with security headers', async (line) => {
    const { status, text } = await send(line, ours(), close)
    expect(status).toBe(400)
    expectSecurityHeaders(text)
  })

  it('an expectation that is met: the answer', async () => {
    const { statuses } = await sendBytes(
      server.url,
      ['GET /demo/ HTTP/1.1', ours(), 'Expect: 100-continue', close, '', ''].join('\r\n'),
    )
    expect(statuses).toEqual([100, 200])
  })
})

describe('all that', () => {
  it('is nothing to the log', () => {
    expect(server.output()).not.toMatch(/"level":[456]0|\[(?:WARN|ERROR)\]/)
  })
})
