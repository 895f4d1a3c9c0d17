import { describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { logIn, toAccountChooser, toCallback } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const newClient = () => new SiteClient(server.url)
const json = { accept: 'application/json' }

function errorOf(response: SiteResponse): string | undefined {
  return response.html().querySelector('main')?.getAttribute('data-error')
}

describe('a callback that is not the end of a login here', () => {
  it.each([
    ['nothing', '', 'invalid_callback'],
    ['garbage', '?%00%ff=&&&;==', 'invalid_callback'],
    ['a code without state', '?code=x', 'state_mismatch'],
    ['somebody else’s state', '?code=x&state=y', 'state_mismatch'],
    ['two states', '?code=x&state=y&state=z', 'invalid_callback'],
    ['two codes', '?code=x&code=y&state=z', 'invalid_callback'],
    ['a state with a line break', '?code=x&state=a%0d%0ab', 'invalid_callback'],
    ['a state with NUL', '?code=x&state=a%00b', 'invalid_callback'],
    ['a state that is no UTF-8', '?code=x&state=%ff', 'invalid_callback'],
    ['a code of 3,000 characters', `?state=y&code=${'x'.repeat(3000)}`, 'invalid_callback'],
  ])('with %s: error page, no session', async (_, query, code) => {
    const client = newClient()
    const response = await client.get(`/auth/callback/practice${query}`)
    expect([response.status, errorOf(response)]).toEqual([400, code])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.body).not.toMatch(/at .*\.m?[jt]s:\d+/)
    expect((await client.get('/auth/session')).json()).toEqual({ signedIn: false })
    expect((await logIn(client)).status).toBe(303)
  })

  it('answers a program in JSON', async () => {
    const response = await newClient().get('/auth/callback/practice?code=x&state=y', json)
    expect(response.status).toBe(400)
    expect(response.json()).toEqual({
      error: {
        code: 'state_mismatch',
        checks: [],
        guide: '/guide/troubleshooting/#state_mismatch',
      },
    })
  })

  it('speaks the reader’s language', async () => {
    const response = await newClient().get('/auth/callback/practice', { 'accept-language': 'ja' })
    expect(response.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
  })

  it('refuses a provider that is not configured', async () => {
    const response = await newClient().get('/auth/callback/custom?code=x&state=y')
    expect([response.status, errorOf(response)]).toEqual([404, 'unknown_provider'])
  })
})

describe('a callback that was tampered with', () => {
  async function callback(client: SiteClient): Promise<URL> {
    return new URL(await toCallback(client, await toAccountChooser(client)))
  }

  it('is refused in another browser, and no code is spent on it', async () => {
    const [victim, attacker] = [newClient(), newClient()]
    const url = await callback(attacker)
    const response = await victim.get(url.href, json)
    expect(response.json()).toMatchObject({ error: { code: 'state_mismatch' } })
    expect((await attacker.get(url.href)).status).toBe(303)
  })

  it('is refused the second time', async () => {
    const client = newClient()
    const url = await callback(client)
    const cookies = await client.jar.getCookies(server.url)
    expect((await client.get(url.href)).status).toBe(303)
    const copy = newClient()
    for (const cookie of cookies) await copy.jar.setCookie(cookie, server.url)
    const replayed = await copy.get(url.href, json)
    expect(replayed.json()).toMatchObject({ error: { code: 'transaction_expired' } })
    expect((await copy.get('/auth/session')).json()).toEqual({ signedIn: false })
  })

  it.each([
    ['with another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['without issuer, as the provider promised one', (url: URL) => url.searchParams.delete('iss')],
  ])('is refused %s', async (_, tamper) => {
    const client = newClient()
    const url = await callback(client)
    tamper(url)
    const response = await client.get(url.href, json)
    expect(response.json()).toMatchObject({ error: { code: 'response_issuer_mismatch' } })
  })

  it('is refused with a code that the provider does not know', async () => {
    const client = newClient()
    const url = await callback(client)
    url.searchParams.set('code', 'invented')
    const response = await client.get(url.href)
    expect([response.status, errorOf(response)]).toEqual([400, 'code_exchange_failed'])
    expect(response.body).toContain('invalid_grant')
  })
})

describe('log-in and log-out', () => {
  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['a neighbour, by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-site' }],
    [
      'another origin as JSON',
      { Origin: 'https://evil.example', 'content-type': 'application/json' },
    ],
    ['nowhere', { Origin: 'null' }],
  ])('are refused when posted from %s', async (_, headers) => {
    for (const path of ['/auth/login', '/auth/logout']) {
      const response = await newClient().post(path, { provider: 'practice' }, headers)
      expect([response.status, errorOf(response)]).toEqual([403, 'cross_origin_request'])
      expect(response.headers.has('set-cookie')).toBe(false)
    }
  })

  it('lead back to the demo when they are opened by hand', async () => {
    for (const path of ['/auth/login', '/auth/logout']) {
      const response = await newClient().get(path)
      expect([response.status, response.headers.get('location')]).toEqual([303, '/demo/'])
    }
  })

  it('never lead away from the site', async () => {
    for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const ended = await newClient().post('/auth/logout', { return_to: path })
      expect(ended.headers.get('location')).toBe('/demo/')
    }
  })

  it('know no provider that is not configured', async () => {
    const response = await newClient().post('/auth/login', { provider: 'google' }, json)
    expect([response.status, response.json()]).toMatchObject([
      404,
      { error: { code: 'unknown_provider' } },
    ])
  })

  it('do not let abandoned logins pile up cookies', async () => {
    const client = newClient()
    for (let count = 0; count < 8; count += 1) await toAccountChooser(client)
    const names = (await client.jar.getCookies(server.url)).map(({ key }) => key)
    expect(names.filter((name) => name.startsWith('genkan_login_'))).toHaveLength(4)
    expect((await logIn(client)).status).toBe(303)
  })
})
