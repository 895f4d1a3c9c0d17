import { describe, expect, it } from 'vitest'
import { type Case, expectCase, expectHealthy, expectRefused } from '../../support/hostile-cases.ts'
import type { Misbehaviour } from '../../support/hostile-provider/hostile-provider.ts'
import { type HostileSite, json } from '../../support/hostile-site.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const signsIn = 'signs in'
const refused = 'id_token_invalid'
const absent = undefined
const nameless: Misbehaviour = { keys: 'one, without kid', token: 'no kid' }

describe('conformance: discovery and keys', () => {
  it('discovery-openid-config, discovery-jwks-uri-keys', async () => {
    site.forget()
    const { asked } = await site.logIn()
    expect(asked).toEqual(['discovery', 'token', 'keys', 'userinfo'])
  })

  it.each<Case>([
    ['discovery-issuer-mismatch', { discovery: { issuer: 'https://evil.example' } }, 'invalid'],
    ['discovery-issuer-mismatch: by a slash', { discovery: { issuer: 'with slash' } }, 'invalid'],
    ['issuer missing', { discovery: { issuer: absent } }, 'invalid'],
    ['token endpoint missing', { discovery: { token_endpoint: absent } }, 'invalid'],
    ['keys endpoint missing', { discovery: { jwks_uri: absent } }, 'invalid'],
    [
      'authorization endpoint missing',
      { discovery: { authorization_endpoint: absent } },
      'invalid',
    ],
    ['http endpoint', { discovery: { token_endpoint: 'http://evil.example/token' } }, 'invalid'],
    ['file endpoint', { discovery: { jwks_uri: 'file:///etc/passwd' } }, 'invalid'],
    [
      'script endpoint',
      { discovery: { authorization_endpoint: 'javascript:alert(1)' } },
      'invalid',
    ],
    ['http log-out', { discovery: { end_session_endpoint: 'http://evil.example/' } }, 'invalid'],
    ['no algorithms', { discovery: { id_token_signing_alg_values_supported: absent } }, 'invalid'],
  ])('%s: stops before the authorization request', async (_, { discovery }) => {
    site.forget()
    const slash = discovery?.issuer === 'with slash' ? { issuer: `${site.provider.issuer}/` } : {}
    const outcome = await site.logIn({ discovery: { ...discovery, ...slash } })
    expect([outcome.result, outcome.asked]).toEqual(['discovery_invalid', ['discovery']])
    expect(outcome.answer.headers.has('location')).toBe(false)
    expectRefused(outcome)
    await expectHealthy(site, outcome)
  })

  it('signing-key-rotation', async () => {
    site.forget()
    expect((await site.logIn()).result).toBe(signsIn)
    await site.provider.keys.rotate()
    site.forget()
    expect((await site.logIn()).result).toBe(signsIn)
  })

  it.each([1, 2])('signing-key-rotation inside the cooldown, number %i', async () => {
    await site.provider.keys.rotate()
    expect((await site.logIn()).result).toBe(signsIn)
  })

  it('signing-key-rotation-just-before-signing', async () => {
    site.forget()
    expect((await site.logIn()).result).toBe(signsIn)
    const outcome = await site.logIn({ keys: 'a new key, just before signing' })
    expect(outcome.result).toBe(signsIn)
  })

  it('signing-key-rotation of keys that have no kid', async () => {
    site.forget()
    expect((await site.logIn(nameless)).result).toBe(signsIn)
    await site.provider.keys.rotate()
    expect((await site.logIn(nameless)).result).toBe(signsIn)
  })

  it('signing-key-rotation while ten people log in', async () => {
    site.forget()
    expect((await site.logIn()).result).toBe(signsIn)
    await site.provider.keys.rotate()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => site.logIn()))
    expect(outcomes.map(({ result }) => result)).toEqual(Array(10).fill(signsIn))
  })

  it.each<Case>([
    ['keys: none', { keys: 'none' }, refused, 'signature'],
    ['keys: for encryption only', { keys: 'for encryption only' }, refused, 'signature'],
    [
      'keys: a foreign one under the same kid',
      { keys: 'only a foreign one under the same kid' },
      refused,
      'signature',
    ],
    ['keys: no key set', { keys: 'no key set' }, 'discovery_invalid'],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('conformance: rp-init-logout', () => {
  it.each([
    ['with its state', (url: URL) => url.searchParams],
    ['with other state', () => new URLSearchParams({ state: 'other' })],
    ['with no state', () => new URLSearchParams()],
  ])('rp-init-logout: handles the return %s', async (_, query) => {
    const { client } = await site.logIn()
    const ended = await client.post('/auth/logout', { return_to: '/ja/demo/' })
    const location = new URL(ended.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe(`${site.provider.issuer}/logout`)
    const back = new URL(location.searchParams.get('post_logout_redirect_uri') ?? '')
    for (const [name, value] of query(location)) back.searchParams.set(name, value)
    expect((await client.get(back.href, { accept: json })).status).toBe(200)
    expect((await client.get('/auth/session')).json()).toEqual({ signedIn: false })
  })
})
