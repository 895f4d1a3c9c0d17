import { describe, expect, it } from 'vitest'
import { sendBytes } from '../support/raw-connection.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const get = (target: string) => {
  const { host } = new URL(server.url)
  return sendBytes(
    server.url,
    `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  )
}

describe('a path that is none', () => {
  it.each([
    ...['/%', '/%ff', '/%zz', '/%00', '/%c0%ae%c0%ae/', '/demo/%ff', '/guide/%00', '/_astro/%ff'],
    ...['/auth/callback/%ff', '/practice/%ff', '/practice/%00', '/practice/interaction/%ff'],
    ...['//evil.example', '//evil.example/', '//evil.example/%2e%2e/x', '/\\evil.example'],
    ...['/%5cevil.example', '/%2f%2fevil.example', '/ja//evil.example', '/practice//evil.example'],
    ...['/..%2f', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/../../etc/passwd'],
    ...['/a%0d%0aSet-Cookie:x=1', '/.env', '/..;/', '/[', '/^|{}', '*'],
    ...['http://evil.example/', 'http://evil.example/demo/'],
    ...['*kl@x/', '/.html', '/demo/.html', '/ja/.html', '/xx/%2ehtml', '/auth/.html'],
    ...['/practice/interaction/.html', '/practice/interaction/%252e%2568tml', '/practice/.html'],
    ...[
      '/auth/callback/.html',
      '/practice/interaction/.html#',
      '/_server-islands/.html',
      '/_image/.html',
      '/lab/console/.html',
    ],
  ])('%s is a page that says so', async (target) => {
    const { statuses, text } = await get(target)
    expect(statuses).toHaveLength(1)
    expect(statuses[0]).toBeGreaterThanOrEqual(400)
    expect(statuses[0]).toBeLessThan(500)
    expect(text).toMatch(/<html lang="(en|ja)"/)
    expect(text).not.toMatch(/^(location|set-cookie):/im)
    expect(text).toMatch(/^content-security-policy: default-src 'none'/im)
  })

  it.each(['//', '///', '/demo//', '/ja/demo//', '//evil.example/..', '//evil.example//', '/\\/'])(
    '%s leads to no other host',
    async (target) => {
      const { statuses, text } = await get(target)
      expect(statuses[0]).toBeLessThan(500)
      const location = /^location: (.*)\r$/im.exec(text)?.[1]
      if (location !== undefined) expect(location).toMatch(/^\/(?![/\\])/)
    },
  )

  it('is nothing to the log', () => {
    const output = server.output().replaceAll('/lab/errors/', '')
    expect(output).not.toMatch(/error/i)
  })
})
