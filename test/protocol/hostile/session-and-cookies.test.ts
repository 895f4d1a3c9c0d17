import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../../support/cookie-jar.ts'
import { startGenkan } from '../../support/genkan-server.ts'
import { HostileSite, json } from '../../support/hostile-site.ts'
import { logIn } from '../../support/practice-login.ts'
import { minute } from '../../support/test-clock.ts'

let site: HostileSite
beforeAll(async () => {
  site = await HostileSite.start()
})
afterAll(() => site.stop())

const hour = 60 * minute
const sessionCookie = 'genkan_session'

async function cookieOf(client: SiteClient, start: string): Promise<string> {
  const cookies = await client.jar.getCookies(site.server.url)
  return cookies.find(({ key }) => key.startsWith(start))?.value ?? ''
}

/** Whether a cookie, sent alone, opens a session. It is never the site's fault if it does not. */
async function isSignedInWith(name: string, value: string): Promise<boolean> {
  const headers = { cookie: `${name}=${value}` }
  const answer = await fetch(`${site.server.url}/auth/session`, { headers })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { signedIn: boolean }).signedIn
}

describe('the session cookie', () => {
  it('opens a session as it is, and is “signed out”, not 500, with any byte flipped', async () => {
    const { client } = await site.logIn()
    const value = await cookieOf(client, sessionCookie)
    expect(await isSignedInWith(sessionCookie, value)).toBe(true)
    for (let index = 0; index < value.length; index += 1) {
      const other = value[index] === 'A' ? 'B' : 'A'
      const flipped = value.slice(0, index) + other + value.slice(index + 1)
      // The last character of a Base64url part may carry bits that no byte is made of.
      if (/^(\.|$)/.test(value.slice(index + 1))) continue
      expect(await isSignedInWith(sessionCookie, flipped), `at ${index}`).toBe(false)
    }
  })

  it.each(['', 'x', '....', 'e30.e30.e30.e30.e30', '%00', 'a'.repeat(8000), '"', '__proto__'])(
    'is “signed out”, not 500, where it is %j',
    async (value) => {
      expect(await isSignedInWith(sessionCookie, value)).toBe(false)
    },
  )

  it('has its expiry inside: a copy is dead after eight hours', async () => {
    const { client } = await site.logIn()
    const value = await cookieOf(client, sessionCookie)
    site.clock.advance(8 * hour - 1000)
    expect(await isSignedInWith(sessionCookie, value)).toBe(true)
    site.clock.advance(1000)
    expect(await isSignedInWith(sessionCookie, value)).toBe(false)
  })

  it('cannot be made of a login cookie, nor a login cookie of it', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const login = await cookieOf(client, 'genkan_login_')
    expect(await isSignedInWith(sessionCookie, login)).toBe(false)
    const name = (await client.jar.getCookies(site.server.url))[0]?.key ?? ''
    const session = await cookieOf((await site.logIn()).client, sessionCookie)
    const headers = { cookie: `${name}=${session}`, accept: json }
    const answer = await fetch(callback, { headers, redirect: 'manual' })
    expect(await answer.json()).toMatchObject({ error: { code: 'state_mismatch' } })
  })

  it('is replaced by a login, the earlier one is over; one from before log-out is dead', async () => {
    const { client } = await site.logIn()
    const first = await cookieOf(client, sessionCookie)
    await site.logIn({}, { client })
    const second = await cookieOf(client, sessionCookie)
    expect(await isSignedInWith(sessionCookie, first)).toBe(false)
    expect(await isSignedInWith(sessionCookie, second)).toBe(true)
    await client.post('/auth/logout')
    expect(await isSignedInWith(sessionCookie, second)).toBe(false)
  })

  it('opens after a rotation of the secret, until the old one is taken out', async () => {
    const [older, newer] = ['a'.repeat(64), 'b'.repeat(64)]
    const dataDir = site.server.dataDir
    const first = await startGenkan({ dataDir, env: { COOKIE_SECRET: older } })
    const headers: Record<string, string> = {}
    const statusWith = async (secrets: string) => {
      const server = await startGenkan({ dataDir, env: { COOKIE_SECRET: secrets } })
      const answer = await fetch(`${server.url}/auth/session`, { headers })
      await server.stop()
      return ((await answer.json()) as { signedIn: boolean }).signedIn
    }
    const client = new SiteClient(first.url)
    const ended = await logIn(client)
    headers['cookie'] = ended.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    await first.stop()
    expect(await statusWith(`${newer},${older}`)).toBe(true)
    expect(await statusWith(newer)).toBe(false)
  })
})

describe('cookies as they are set', () => {
  async function setCookies(siteUrl?: string): Promise<string[]> {
    const env = siteUrl
      ? { SITE_URL: siteUrl, COOKIE_SECRET: 'a'.repeat(64), RATE_LIMIT: 'on' }
      : {}
    const here = await HostileSite.start(undefined, env)
    try {
      const { url } = here.server
      const headers: Record<string, string> = { origin: siteUrl ?? url }
      const body = new URLSearchParams({ provider: 'custom' })
      const init = { headers, redirect: 'manual' } as const
      const begun = await fetch(`${url}/auth/login`, { ...init, method: 'POST', body })
      const agreed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
      const callback = new URL(agreed.headers.get('location') ?? '')
      headers['cookie'] = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const ended = await fetch(`${url}${callback.pathname}${callback.search}`, init)
      expect(ended.status).toBe(303)
      return [...begun.headers.getSetCookie(), ...ended.headers.getSetCookie()]
    } finally {
      await here.stop()
    }
  }

  it('on https have the __Host- prefix and Secure', async () => {
    const cookies = await setCookies('https://login.example')
    expect(cookies).toHaveLength(3)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-genkan_(?:session|login_[\w-]{8})=/)
      expect(cookie).toMatch(/; Secure/)
    }
  })

  it('have HttpOnly, SameSite=Lax, Path=/, no Domain and 4,096 bytes at most', async () => {
    for (const cookie of await setCookies()) {
      expect(cookie).toMatch(/^genkan_/)
      expect(cookie).toMatch(/; Path=\/(?:;|$)/)
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Lax/)
      expect(cookie).not.toMatch(/Domain=|Secure/)
      expect(cookie.length).toBeLessThanOrEqual(4096)
    }
  })

  it('are never on cacheable pages; the rest says no-store', async () => {
    const { client, answer } = await site.logIn()
    for (const path of ['/', '/ja/', '/guide/streamlit/', '/favicon.svg', '/404']) {
      expect((await client.get(path)).headers.has('set-cookie'), path).toBe(false)
    }
    const personal = ['/demo/', '/ja/demo/', '/auth/session', '/auth/callback/custom']
    const answers = await Promise.all(personal.map((path) => client.get(path)))
    answers.push(answer, await client.post('/auth/logout'))
    answers.push(await client.post('/auth/login', { provider: 'custom' }))
    for (const { url, headers } of answers) {
      expect(headers.get('cache-control'), url).toContain('no-store')
    }
  })
})
