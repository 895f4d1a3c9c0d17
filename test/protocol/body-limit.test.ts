import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { sendBytes } from '../support/raw-connection.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const limit = 16 * 1024
const megabyte = 1024 * 1024

function head(path: string, ...fields: string[]): string {
  const host = `Host: ${new URL(server.url).host}`
  const type = 'Content-Type: application/x-www-form-urlencoded'
  return [`POST ${path} HTTP/1.1`, host, type, ...fields, '', ''].join('\r\n')
}

function* repeated(part: string, times: number): Generator<string> {
  for (let count = 0; count < times; count += 1) yield part
}

const chunk = (size: number) => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`

const paths = ['/auth/login', '/auth/logout', '/practice/token', '/practice/interaction/x', '/']

describe.each(paths)('a POST to %s', (path) => {
  it('of 16 kB is taken', async () => {
    const declared = await sendBytes(
      server.url,
      head(path, `Content-Length: ${limit}`, 'Connection: close'),
      ['x'.repeat(limit)],
    )
    expect(declared.statuses).toHaveLength(1)
    expect(declared.statuses).not.toContain(413)
  })

  it('that declares more is refused before any of it is sent', async () => {
    const { statuses, text } = await sendBytes(
      server.url,
      head(path, `Content-Length: ${limit + 1}`),
    )
    expect(statuses).toEqual([413])
    expect(text).toMatch(/^connection: close\r$/im)
    expect(text).toMatch(/^x-content-type-options: nosniff\r$/im)
  })

  it('that declares nothing is cut off when it has sent more', async () => {
    const { statuses, sent } = await sendBytes(
      server.url,
      head(path, 'Transfer-Encoding: chunked'),
      repeated(chunk(1024), 100 * 1024),
    )
    expect(statuses).toEqual([413])
    expect(sent).toBeLessThan(8 * megabyte)
  })
})

describe('a body that is not as long as declared', () => {
  it('is read to the declared length, and the rest is no request', async () => {
    const { statuses } = await sendBytes(server.url, head('/auth/login', 'Content-Length: 10'), [
      `${'x'.repeat(10)}and more than that\r\n\r\n`,
    ])
    // Node refuses what follows, and may do so before the form was answered.
    expect(statuses.filter((status) => status !== 403)).toEqual([400])
  })

  it('is refused where it has two lengths', async () => {
    const fields = ['Content-Length: 10', 'Transfer-Encoding: chunked']
    const { statuses } = await sendBytes(server.url, head('/auth/login', ...fields), [chunk(10)])
    expect(statuses).toEqual([400])
  })
})

describe('headers', () => {
  it('of more than Node takes are refused', async () => {
    const { statuses } = await sendBytes(
      server.url,
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`,
    )
    expect(statuses).toEqual([431])
  })
})

describe.concurrent('a visitor who stops', { timeout: 60_000 }, () => {
  it.each([
    ['within the headers', 15_000, () => 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['within the body', 25_000, () => `${head('/auth/login', 'Content-Length: 10')}x`],
  ])('%s is waited for %i ms at most', async (_, limit, start) => {
    const { statuses, duration, text } = await sendBytes(server.url, start())
    expect(statuses).toEqual([408])
    expect(duration).toBeLessThan(limit)
    expect(text).toMatch(/^content-security-policy: default-src 'none'/im)
  })

  // Node notices after 15 seconds without progress, and after 15 more where some was made first.
  it.each([
    ['a file', '/guide/typescript/', 100],
    ['pages made on demand', '/lab/tamper/', 1000],
  ])('and takes nothing of %s is waited for 40 s at most', async (_, path, times) => {
    const { host, port } = new URL(server.url)
    const socket = connect(Number(port), 'localhost').pause()
    const begun = performance.now()
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(times))
    // A socket that is not read does not notice its end: the log does.
    const given = new RegExp(`"path":"${path}","status":200,"ms":[\\d.]+,"aborted":true`)
    await expect.poll(() => server.output(), { timeout: 40_000, interval: 200 }).toMatch(given)
    expect(performance.now() - begun).toBeGreaterThan(10_000)
    socket.destroy()
  })
})

describe('after all that', () => {
  it('a login still begins', async () => {
    const begun = await new SiteClient(server.url).post('/auth/login', { provider: 'practice' })
    expect(begun.status).toBe(303)
  })
})
