import { describe, expect, it } from 'vitest'
import type { SiteClient, SiteResponse } from '../../support/cookie-jar.ts'
import { type HostileSite, json } from '../../support/hostile-site.ts'
import { rawRequest } from '../../support/raw-request.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const accept = { accept: json }
const codeOf = (answer: SiteResponse) => (answer.json() as { error: { code: string } }).error.code
const query = (answer: SiteResponse) => new URL(answer.headers.get('location') ?? '').searchParams
const begin = (client: SiteClient, form = {}) =>
  client.post('/auth/login', { provider: 'custom', ...form })

describe('4 and 5: the authorization request', () => {
  it('has PKCE S256 always', async () => {
    for (const provider of ['custom', 'practice']) {
      const answer = await begin(site.newClient(), { provider, code_challenge_method: 'plain' })
      expect(query(answer).get('code_challenge_method')).toBe('S256')
      expect(query(answer).get('code_challenge')).toMatch(/^[\w-]{43}$/)
    }
  })

  it.each([
    ['Host', { host: 'evil.example' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }],
    ['X-Forwarded-Port', { 'x-forwarded-port': '666', 'x-forwarded-prefix': '/evil' }],
    ['Forwarded', { forwarded: 'host=evil.example;proto=https;for=192.0.2.1' }],
    ['X-Original-URL', { 'x-original-url': '/evil', 'x-rewrite-url': '/evil' }],
  ])('keeps its redirect URI under a hostile %s', async (_, hostile) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: site.server.url,
      ...hostile,
    }
    const answer = await rawRequest(
      site.server.url,
      '/auth/login',
      { method: 'POST', headers },
      'provider=custom',
    )
    expect(answer.status).toBe(303)
    expect(new URL(answer.headers.location ?? '').searchParams.get('redirect_uri')).toBe(
      `${site.server.url}/auth/callback/custom`,
    )
  })
})

describe('6: callback parameters', () => {
  const long = 'x'.repeat(100_000)
  it.each([
    ['code twice', 'code=a&code=b&state=c'],
    ['state twice', 'code=a&state=b&state=c'],
    ['iss twice', 'code=a&state=b&iss=c&iss=d'],
    ['error twice', 'error=a&error=b&state=c'],
    ['a code of 100 kB', `code=${long}&state=a`],
    ['a state of 100 kB', `code=a&state=${long}`],
    ['an error of 100 kB', `error=${long}&state=a`],
    ['NUL', 'code=a%00&state=b'],
    ['CR and LF', 'code=a%0d%0aset-cookie:%20a=b&state=b'],
    ['bad UTF-8', 'code=%c3%28&state=b'],
    ['half an escape', 'code=%&state=%f'],
    ['five-fold encoding', 'code=%2525252500&state=%252525253c'],
    ['a thousand parameters', `${'a=b&'.repeat(1000)}state=c`],
    ['names of Object', '__proto__=a&constructor=b&state=toString'],
  ])('%s: 4xx, never 500', async (_, parameters) => {
    const answer = await rawRequest(site.server.url, `/auth/callback/custom?${parameters}`)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('7: return_to', () => {
  it.each([
    ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example/'],
    ...[
      '/%5cevil.example',
      '/%2f/evil.example',
      '/\t/evil.example',
      '/\r\nlocation: //evil.example',
    ],
    ...['//user@evil.example', '/.//evil.example', '/..//evil.example', 'javascript:alert(1)'],
  ])('%j never leads away', async (returnTo) => {
    const client = site.newClient()
    site.provider.misbehave({})
    const agreed = await client.follow(await begin(client, { return_to: returnTo }))
    const ended = await client.follow(agreed)
    const location = ended.headers.get('location') ?? ''
    expect(new URL(location, site.server.url).origin).toBe(site.server.url)
    expect(location).toBe('/demo/')
  })
})

describe('8: log-in and log-out', () => {
  const foreign = { Origin: 'https://evil.example' }
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/plain',
    'application/json',
    'application/xml',
    '',
  ]
  it.each(types)('need a same-origin POST, whatever the content type: %j', async (type) => {
    for (const path of ['/auth/login', '/auth/logout']) {
      const headers = { ...accept, ...foreign, ...(type && { 'content-type': type }) }
      const answer = await site.newClient().post(path, { provider: 'custom' }, headers)
      expect([answer.status, codeOf(answer)]).toEqual([403, 'cross_origin_request'])
      expect(answer.headers.has('set-cookie')).toBe(false)
    }
  })

  it.each([
    ['no Origin', {}],
    ['Origin null', { origin: 'null' }],
    ['Origin of another port', { origin: 'http://localhost:1' }],
    ['Origin that begins like ours', { origin: 'SITE.evil.example' }],
    ['Sec-Fetch-Site cross-site', { origin: 'SITE', 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site same-site', { origin: 'SITE', 'sec-fetch-site': 'same-site' }],
    ['Sec-Fetch-Site none', { origin: 'SITE', 'sec-fetch-site': 'none' }],
  ])('are refused: %s', async (_, { ...headers }: Record<string, string>) => {
    const { url } = site.server
    if (headers['origin']) headers['origin'] = headers['origin'].replace('SITE', url)
    for (const path of ['/auth/login', '/auth/logout']) {
      expect((await rawRequest(url, path, { method: 'POST', headers })).status).toBe(403)
    }
  })

  it.each([
    ['17 kB', 17 * 1024, {}],
    ['17 kB in chunks', 17 * 1024, { 'transfer-encoding': 'chunked' }],
    ['100 kB', 100 * 1024, {}],
    ['100 kB in chunks', 100 * 1024, { 'transfer-encoding': 'chunked' }],
  ])('take no body over 16 kB: %s', async (_, size, headers) => {
    const { url } = site.server
    const body = `provider=custom&x=${'x'.repeat(size)}`
    for (const path of ['/auth/login', '/auth/logout']) {
      const sent = { method: 'POST', headers: { origin: url, ...headers } }
      const answer = await rawRequest(url, path, sent, body)
      expect([answer.status, answer.headers['cache-control']]).toEqual([413, 'no-store'])
    }
  })
})
