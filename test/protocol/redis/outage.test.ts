import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { expectLoggedOutHere } from '../../support/logged-out-here.ts'
import { sessionOf } from '../../support/login-flows.ts'
import { carryOn } from '../../support/patient-login.ts'
import { logIn, people, toAccountChooser, toCallback } from '../../support/practice-login.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

/** Milliseconds for which Redis is away. */
const outage = 10_000
/** Milliseconds in which everything works again by itself. */
const recovery = 5_000

const json = { accept: 'application/json' }
const authorization = `Bearer ${'x'.repeat(43)}`

describe.skipIf(lacks('redis'))('while Redis is away', () => {
  let redis: RedisServer
  let server: GenkanServer
  beforeAll(async () => {
    // With a disk, as docs/decisions/0009 asks for.
    redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always')
    server = await startGenkan({ env: { REDIS_URL: redis.url, RATE_LIMIT: 'off' } })
  })
  afterAll(async () => {
    await server.stop()
    await redis.stop()
  })

  const newClient = () => new SiteClient(server.url)
  const status = async (path: string) => (await fetch(server.url + path)).status

  async function expectPagesGoOn() {
    for (const path of ['/', '/guide/streamlit/', '/ja/guide/production/', '/personas/taro.svg']) {
      expect([path, await status(path)]).toEqual([path, 200])
    }
  }

  function expectAway(answer: SiteResponse, body: 'en' | 'ja' | object) {
    const where = answer.url.replace(server.url, '')
    expect([where, answer.status]).toEqual([where, 503])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.getSetCookie()).toEqual([])
    if (typeof body === 'object') return expect([where, answer.json()]).toMatchObject([where, body])
    const page = answer.html()
    expect(page.querySelector('main')?.getAttribute('data-error')).toBe('store_unavailable')
    expect([where, page.querySelector('html')?.getAttribute('lang')]).toEqual([where, body])
  }

  /** Everything behind the doors, by whoever asks. */
  async function expectDoorsShut(visitor: SiteClient, chooser: SiteResponse, callback: string) {
    for (const [path, language] of [
      ['/demo/', 'en'],
      ['/demo', 'en'],
      ['/ja/demo/', 'ja'],
      ['/lab/tamper/', 'en'],
      ['/ja/lab/scopes/', 'ja'],
      ['/lab/console/', 'en'],
      [new URL(chooser.url).pathname, 'en'],
      ['/practice/o/oauth2/v2/auth?client_id=x', 'en'],
      [callback, 'en'],
    ] as const) {
      expectAway(await visitor.get(path), language)
    }
    expectAway(await visitor.get(callback, { 'accept-language': 'ja' }), 'ja')
    expectAway(await visitor.post('/auth/login', { provider: 'practice' }), 'en')
    const button = `button[value="${people.taro}"]`
    expectAway(await visitor.submit(chooser, { button }), 'en')
    const error = { code: 'store_unavailable' }
    expectAway(await visitor.get('/auth/session', json), { error })
    const unavailable = { error: 'temporarily_unavailable' }
    const invented = { grant_type: 'authorization_code', code: 'invented' }
    expectAway(await visitor.post('/practice/token', invented), unavailable)
    expectAway(await visitor.get('/practice/v1/userinfo', { authorization }), unavailable)
    for (const path of ['/healthz', '/readyz']) expect(await status(path)).toBe(503)
  }

  it.each(['killed', 'mute'] as const)(
    'for ten seconds, %s: pages go on, the rest says so, and all is well again by itself',
    async (how) => {
      const [signedIn, underWay, ending] = [newClient(), newClient(), newClient()]
      await logIn(signedIn)
      const interrupted = newClient()
      const halfWay = await toCallback(interrupted, await toAccountChooser(interrupted))
      const callback = await toCallback(ending, await toAccountChooser(ending))
      const chooser = await toAccountChooser(underWay)
      if (how === 'mute') redis.freeze()
      else await redis.kill()

      const startedAt = performance.now()
      // The first ones find a server that does not answer; nobody waits longer than for these.
      const first = await Promise.all([
        ...[1, 2, 3].map(() => signedIn.get('/demo/')),
        interrupted.get(halfWay),
      ])
      for (const answer of first) expectAway(answer, 'en')
      expect(performance.now() - startedAt).toBeLessThan(4_000)
      let rounds = 0
      for (; performance.now() - startedAt < outage; rounds += 1) {
        await expectPagesGoOn()
        await expectDoorsShut(ending, chooser, callback)
        expectAway(await underWay.get('/demo/'), 'en')
      }
      expect(rounds).toBeGreaterThan(3)
      expect(server.output()).toContain('"msg":"store away"')

      if (how === 'mute') redis.wake()
      else await redis.start()
      await expect.poll(() => status('/readyz'), { timeout: recovery, interval: 50 }).toBe(200)
      expect(server.output()).toContain('"msg":"store back"')
      expect(await sessionOf(signedIn)).toMatchObject({ signedIn: true })
      expect((await ending.get(callback)).headers.get('location')).toBe('/demo/')
      expect((await underWay.get(await toCallback(underWay, chooser))).status).toBe(303)
      // What Redis was asked before it was found to be away may have been done all the same.
      await carryOn(interrupted, await interrupted.get(halfWay))
      expect(await sessionOf(interrupted)).toMatchObject({ signedIn: true })
      expect((await logIn(newClient())).status).toBe(303)
    },
    40_000,
  )

  it('logs a browser out, and says that the session on the server goes on', async () => {
    const [client, copy] = [newClient(), newClient()]
    await logIn(client)
    for (const cookie of await client.jar.getCookies(server.url)) {
      await copy.jar.setCookie(cookie, server.url)
    }
    await redis.kill()
    await expectLoggedOutHere(client)
    await redis.start()
    await expect.poll(() => status('/readyz'), { timeout: recovery, interval: 50 }).toBe(200)
    expect(await sessionOf(client)).toEqual({ signedIn: false })
    expect(await sessionOf(copy)).toMatchObject({ signedIn: true })
  })
})
