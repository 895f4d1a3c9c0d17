import { describe, expect, it } from 'vitest'
import type { HostileSite } from '../../support/hostile-site.ts'
import { rawRequest } from '../../support/raw-request.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

describe('Astro', () => {
  const hostile = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }

  it.each(['/demo/', '/', '/nothing-here', '/auth/callback/custom', '/auth/session'])(
    'CVE-2025-61925, CVE-2026-25545: forwarded host trusted, or fetched for an error page: %s',
    async (path) => {
      const answer = await rawRequest(site.server.url, path, { headers: hostile })
      expect(answer.status).toBeLessThan(500)
      expect(JSON.stringify(answer)).not.toContain('evil.example')
    },
  )

  it('CVE-2025-61925: the host of the hostile site is never asked', async () => {
    const port = new URL(site.provider.issuer).host
    const before = site.provider.requests.length
    const headers = { host: port, 'x-forwarded-host': port }
    await rawRequest(site.server.url, '/nothing-here', { headers })
    await rawRequest(site.server.url, '/auth/callback/custom?code=a', { headers })
    expect(site.provider.requests.length).toBe(before)
  })

  it.each([
    ...['/auth/%6cogin', '/%61uth/login', '/auth//login', '/auth/./login', '/auth/login/'],
    ...['/practice/%2e%2e/auth/login', '/practice/..%2fauth/login', '/auth/%256cogin'],
    ...['/auth\\login', '/AUTH/login', '/auth/login;a=b', '/auth/login%00', '//auth/login'],
  ])('CVE-2025-66202: guard and router decode a path differently: %s', async (path) => {
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' }
    const answer = await rawRequest(
      site.server.url,
      path,
      { method: 'POST', headers },
      'provider=custom',
    )
    expect(answer.status).not.toBe(500)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers.location ?? '').not.toContain(site.provider.issuer)
  })

  it('CVE-2024-56140: origin check skipped by content type', async () => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded; a=b', 'x']) {
      const headers = { origin: 'https://evil.example', 'content-type': type }
      const sent = { method: 'POST', headers }
      expect((await rawRequest(site.server.url, '/auth/login', sent, 'a=b')).status).toBe(403)
    }
  })

  it.each(['/auth/login', '/auth/logout'])('CVE-2026-27729: unlimited body: %s', async (path) => {
    const headers = { origin: site.server.url }
    const body = 'x'.repeat(200 * 1024)
    const answer = await rawRequest(site.server.url, path, { method: 'POST', headers }, body)
    expect(answer.status).toBe(413)
  })
})
