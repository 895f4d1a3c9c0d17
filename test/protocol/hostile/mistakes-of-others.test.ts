import { describe, expect, it } from 'vitest'
import { startRefused } from '../../support/genkan-server.ts'
import { type Case, expectCase } from '../../support/hostile-cases.ts'
import { type HostileSite, html, json } from '../../support/hostile-site.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const refused = 'id_token_invalid'
const accept = { accept: json }

async function sessionWith(cookie: string): Promise<unknown> {
  const answer = await fetch(`${site.server.url}/auth/session`, { headers: { cookie } })
  return answer.json()
}

describe('Auth.js', () => {
  it('CVE-2026-73419: login cookies not bound to the provider', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const before = site.provider.asked('token')
    const answer = await client.get(callback.href.replace('/custom?', '/practice?'), accept)
    expect(answer.json()).toMatchObject({ error: { code: 'state_mismatch' } })
    expect(site.provider.asked('token')).toBe(before)
  })

  it('CVE-2023-48309: a login transaction’s token accepted as a session', async () => {
    const client = site.newClient()
    await site.toCallback(client)
    const [cookie] = await client.jar.getCookies(site.server.url)
    expect(cookie?.key).toMatch(/^genkan_login_/)
    expect(await sessionWith(`genkan_session=${cookie?.value}`)).toEqual({ signedIn: false })
  })

  it.each([
    { OIDC_ISSUER: 'https://id.example' },
    { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    { GOOGLE_CLIENT_ID: 'a' },
    { COOKIE_SECRET: 'short' },
    { SITE_URL: 'https://login.example' },
  ])('GHSA-8fpg-xm3f-6cx3: configuration error fails open: %j', async (env) => {
    const { exitCode, output } = await startRefused({ ...env } as Record<string, string>)
    expect([exitCode, output.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^[A-Z_]+: /)],
    ])
  })
})

describe('Authlib, fastapi-users, MinIO', () => {
  it('CVE-2025-68158, CVE-2026-41425, CVE-2025-68481: state not bound to the browser', async () => {
    const callback = await site.toCallback(site.newClient())
    const before = site.provider.asked('token')
    const answer = await site.newClient().get(callback.href, accept)
    expect(answer.json()).toMatchObject({ error: { code: 'state_mismatch' } })
    expect(site.provider.asked('token')).toBe(before)
  })

  it.each<Case>([
    ['CVE-2026-27962: header jwk trusted', { token: 'header jwk' }, refused, 'signature'],
    [
      'CVE-2026-28498: at_hash fails open on an unknown alg',
      { token: 'alg none' },
      refused,
      ...['algorithm', 'signature', 'access_token_hash'],
    ],
    ['CVE-2025-59420: unknown crit ignored', { token: 'crit unknown' }, refused, 'signature'],
    ['CVE-2025-61920: unbounded segments', { token: 'a million segments' }, refused, 'structure'],
    [
      'CVE-2026-33322: HS256 with the client secret',
      { token: 'HS256 with the client secret' },
      refused,
      ...['algorithm', 'signature', 'access_token_hash'],
    ],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('better-auth, nextjs-auth0, oauth2-proxy', () => {
  it.each([
    ['CVE-2025-27143: scheme-less redirect', '//evil.example'],
    ['CVE-2025-27143: scheme-less redirect, no slash', 'evil.example'],
    ['CVE-2026-107369: return path rebuilt as //', '/.//evil.example'],
    ['CVE-2026-107369: return path rebuilt as //, by its parts', '/a/..//evil.example'],
    ['GHSA-qqxw-m5fj-f7gv: /\\ redirect', '/\\evil.example'],
    ['GHSA-qqxw-m5fj-f7gv: /\\ redirect, encoded', '/%5Cevil.example'],
  ])('%s', async (_, returnTo) => {
    const ended = await site.newClient().post('/auth/logout', { return_to: returnTo })
    expect(ended.headers.get('location')).toBe('/demo/')
  })

  it('GHSA-5rr4-8452-hf4v: SSRF by discovery: no visitor can name an issuer', async () => {
    const before = site.provider.requests.length
    const { issuer } = site.provider
    for (const form of [
      { provider: issuer },
      { provider: 'other', issuer, discovery_url: issuer },
      { provider: '__proto__' },
    ]) {
      const answer = await site.newClient().post('/auth/login', form, accept)
      expect([answer.status, answer.json()]).toMatchObject([
        404,
        { error: { code: 'unknown_provider' } },
      ])
    }
    expect(site.provider.requests.length).toBe(before)
  })

  it('CVE-2026-110864: one secret for several purposes', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const [login] = await client.jar.getCookies(site.server.url)
    const session = (await (await site.logIn()).client.jar.getCookies(site.server.url))[0]
    expect(await sessionWith(`genkan_session=${login?.value}`)).toEqual({ signedIn: false })
    const headers = { cookie: `${login?.key}=${session?.value}`, accept: json }
    const answer = await fetch(callback, { headers, redirect: 'manual' })
    expect(await answer.json()).toMatchObject({ error: { code: 'state_mismatch' } })
  })

  it('CVE-2025-48947: Set-Cookie cached', async () => {
    const { client, answer } = await site.logIn()
    const begun = await client.post('/auth/login', { provider: 'custom' })
    for (const { headers } of [answer, begun, await client.post('/auth/logout')]) {
      expect(headers.getSetCookie().length).toBeGreaterThan(0)
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('GHSA-f24x-5g9q-753f: session fixation', async () => {
    const attacker = (await site.logIn()).client
    const victim = site.newClient()
    const planted = await attacker.jar.getCookies(site.server.url)
    for (const cookie of planted) await victim.jar.setCookie(cookie, site.server.url)
    await site.logIn({ claims: { sub: '43' }, userinfo: { sub: '43' } }, { client: victim })
    const own = (await victim.jar.getCookies(site.server.url))[0]
    expect(own?.value).not.toBe(planted[0]?.value)
    expect((await victim.get('/auth/session')).json()).toMatchObject({ claims: { sub: '43' } })
    expect((await attacker.get('/auth/session')).json()).toEqual({ signedIn: false })
  })
})

describe('the playground of auth0', () => {
  it('state never read', async () => {
    const outcome = await site.logIn({ response: { state: 'A'.repeat(43) } })
    expect([outcome.result, outcome.signedIn]).toEqual(['state_mismatch', false])
    expect(outcome.asked).not.toContain('token')
  })

  it('the reason of a refusal hidden', async () => {
    const { answer } = await site.logIn({ claims: { aud: 'somebody-else' } }, { accept: html })
    const main = answer.html().querySelector('main')
    expect(main?.getAttribute('data-error')).toBe(refused)
    expect(main?.text).toContain('somebody-else')
    expect(main?.text).toContain('genkan-test')
    expect(main?.querySelector('#first-failure')).not.toBeNull()
  })
})
