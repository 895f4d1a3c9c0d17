import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { freePort } from '../support/free-port.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { startHostileProvider } from '../support/hostile-provider/hostile-provider.ts'
import { sessionOf } from '../support/login-flows.ts'
import { type Nginx, startNginx } from '../support/nginx.ts'
import { PatientClient, carryThrough } from '../support/patient-login.ts'
import { logIn, people, toAccountChooser, toCallback } from '../support/practice-login.ts'
import { type RedisServer, startRedis, withClient } from '../support/redis.ts'
import { lacks } from '../support/services.ts'

/** They start several servers each. */
const limit = { timeout: 60_000 }

const portOf = ({ url }: GenkanServer) => Number(new URL(url).port)

describe.skipIf(lacks('redis', 'nginx'))('two instances behind nginx', limit, () => {
  let redis: RedisServer
  let nginx: Nginx
  let one: GenkanServer
  let two: GenkanServer

  beforeAll(async () => {
    redis = await startRedis()
    const port = await freePort()
    const env = {
      SITE_URL: `http://localhost:${port}`,
      REDIS_URL: redis.url,
      TRUSTED_PROXIES: '127.0.0.1,::1',
    }
    // At once, on an empty Redis, and neither has a COOKIE_SECRET.
    ;[one, two] = await Promise.all([startGenkan({ env }), startGenkan({ env })])
    nginx = await startNginx(port, [portOf(one), portOf(two)])
  })
  afterAll(async () => {
    await nginx.stop()
    await Promise.all([one.stop(), two.stop()])
    await redis.stop()
  })

  const newClient = () => new SiteClient(nginx.url)
  const sessionAt = async (client: SiteClient, { url }: GenkanServer) =>
    (await client.get(`${url}/auth/session`)).json() as { signedIn: boolean }
  const at = ({ url }: GenkanServer, address: string) =>
    address.replace(nginx.url, '').replace(/^\//, `${url}/`)

  it('sign with one key, and open each other’s cookies', async () => {
    const keys = await Promise.all(
      [one, two].map(async ({ url }) => (await fetch(`${url}/practice/oauth2/v3/certs`)).text()),
    )
    expect(JSON.parse(keys[0] ?? '')).toMatchObject({ keys: [{ use: 'sig' }] })
    expect(keys[0]).toBe(keys[1])
    const client = newClient()
    await logIn(client)
    expect(await sessionAt(client, one)).toMatchObject({ signedIn: true })
    expect(await sessionAt(client, two)).toMatchObject({ signedIn: true })
  })

  it('end a login that the other began', async () => {
    for (const [first, last] of [
      [one, two],
      [two, one],
    ] as const) {
      const client = newClient()
      const begun = await client.post(`${first.url}/auth/login`, { provider: 'practice' })
      const callback = await toCallback(client, await client.followAll(begun), 'hanako')
      expect((await client.get(at(last, callback))).status).toBe(303)
      expect(await sessionOf(client)).toMatchObject({ claims: { sub: people.hanako } })
    }
  })

  it('take turns within one login', async () => {
    const client = newClient()
    const instances = new Set<string>()
    for (let visit = 0; visit < 4; visit += 1) {
      const ended = await logIn(client)
      expect(ended.status).toBe(303)
      instances.add(String(ended.headers.get('x-request-id')?.split('-')[0]))
      const page = await client.get('/demo/')
      instances.add(String(page.headers.get('x-request-id')?.split('-')[0]))
    }
    expect(instances.size).toBe(2)
  })

  it('log out for both', async () => {
    const client = newClient()
    await logIn(client)
    const copy = await client.jar.clone()
    await client.post(`${one.url}/auth/logout`, { return_to: '/demo/' })
    const thief = newClient()
    for (const cookie of await copy.getCookies(nginx.url)) {
      await thief.jar.setCookie(cookie, nginx.url)
    }
    expect(await sessionAt(thief, one)).toEqual({ signedIn: false })
    expect(await sessionAt(thief, two)).toEqual({ signedIn: false })
  })

  it('take a callback once, whichever gets it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const client = newClient()
      const callback = await toCallback(client, await toAccountChooser(client))
      const answers = await Promise.all(
        [one, two].map((instance) => client.get(at(instance, callback))),
      )
      // The other one is refused, or sent to the provider anew where the first is still at work.
      const signedIn = answers.filter(({ headers }) =>
        headers.getSetCookie().some((cookie) => cookie.startsWith('genkan_session=')),
      )
      expect(signedIn).toHaveLength(1)
    }
  })

  it('count the requests of a visitor together', async () => {
    const statuses: Record<number, number> = {}
    const headers = { 'x-forwarded-for': '203.0.113.9', accept: 'application/json' }
    for (let sent = 0; sent < 650; sent += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          fetch(`${(index % 2 ? one : two).url}/auth/callback/practice?code=x&state=y`, {
            headers,
          }),
        ),
      )
      for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
    }
    expect(statuses).toEqual({ 400: 600, 429: 50 })
    const limits = await withClient(redis.url, (client) => client.keys('genkan:limit:auth:*'))
    expect(limits.length).toBeGreaterThan(0)
  })

  it.each(['the first', 'the second'])(
    'lose no login when %s is killed',
    async (which) => {
      const lost = which === 'the first' ? one : two
      const pid = Number(lost.pid())
      let callbacks = 0
      class Browser extends PatientClient {
        override get(path: string, headers?: Record<string, string>): Promise<SiteResponse> {
          // In the middle of it all: others are before their choice, or after.
          if (path.includes('/auth/callback/') && ++callbacks === 12) {
            setImmediate(() => process.kill(pid, 'SIGKILL'))
          }
          return super.get(path, headers)
        }
      }
      const clients = Array.from({ length: 30 }, () => new Browser(nginx.url))
      const ended = await Promise.all(clients.map((client) => carryThrough(client)))
      expect(callbacks).toBeGreaterThanOrEqual(12)
      const pages = ended.map(({ status, url }) => `${status} ${new URL(url).pathname}`)
      expect(pages).toEqual(clients.map(() => '200 /demo/'))
      for (const client of clients) {
        expect(await sessionOf(client)).toMatchObject({ signedIn: true })
      }
      await lost.restart()
      expect(await sessionAt(clients[0] ?? newClient(), lost)).toMatchObject({ signedIn: true })
    },
    60_000,
  )

  it('begin a login anew whose code went down with one, without asking anyone', async () => {
    // Of another provider, which holds the code exchange up and remembers its visitors.
    const provider = await startHostileProvider()
    const env = {
      SITE_URL: nginx.url,
      REDIS_URL: redis.url,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.client.id,
      OIDC_CLIENT_SECRET: provider.client.secret,
    }
    const [lost, other] = [await startGenkan({ env }), await startGenkan({ env })]
    provider.misbehave({ faults: { token: 'never answers' } })
    const client = newClient()
    const begun = await client.post(`${lost.url}/auth/login`, {
      ...{ provider: 'custom', return_to: '/ja/demo/', scope: 'openid email' },
    })
    const callback = (await client.follow(begun)).headers.get('location') ?? ''
    const first = client.get(at(lost, callback)).catch(() => 'no answer')
    await expect.poll(() => provider.asked('token')).toBe(1)
    process.kill(Number(lost.pid()), 'SIGKILL')
    expect(await first).toBe('no answer')

    provider.misbehave({})
    const again = await client.get(at(other, callback))
    const [before, after] = [begun, again].map(
      ({ headers }) => new URL(headers.get('location') ?? '').searchParams,
    )
    for (const name of ['client_id', 'redirect_uri', 'scope', 'ui_locales', 'response_type']) {
      expect([name, after?.get(name)]).toEqual([name, before?.get(name)])
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(after?.get(name)).toMatch(/^[\w-]{43}$/)
      expect(after?.get(name)).not.toBe(before?.get(name))
    }
    // Asking for an account again would stop a provider that could answer by itself.
    expect(after?.has('prompt')).toBe(false)
    const next = (await client.follow(again)).headers.get('location') ?? ''
    const ended = await client.get(at(other, next))
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/ja/demo/'])
    expect(await sessionAt(client, other)).toMatchObject({ signedIn: true, provider: 'custom' })
    const page = (await client.get(`${other.url}/ja/demo/`)).html()
    const titles = page
      .querySelectorAll('main')
      .map(({ text }) => text)
      .join()
    expect(titles).toContain('ログインをやり直す')
    expect(page.toString()).not.toContain(new URL(callback).searchParams.get('code'))
    expect(provider.asked('token')).toBe(2)
    // Once answered, the first callback is over for good.
    const replayed = await client.get(at(other, callback), { accept: 'application/json' })
    expect(replayed.status).toBe(400)
    await Promise.all([lost.stop(), other.stop(), provider.stop()])
  })
})
