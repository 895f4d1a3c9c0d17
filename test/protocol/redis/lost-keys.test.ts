import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SiteClient } from '../../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { sessionOf } from '../../support/login-flows.ts'
import { logIn } from '../../support/practice-login.ts'
import { type RedisServer, startRedis, withClient } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

/** Milliseconds in which a loss is noticed. */
const notice = { timeout: 8_000, interval: 50 }
const signingKey = 'genkan:record/practice%3Asecret/signing-key'

const keysOf = async ({ url }: GenkanServer) =>
  (await fetch(`${url}/practice/oauth2/v3/certs`)).text()
const readyz = async ({ url }: GenkanServer) => (await fetch(`${url}/readyz`)).status
const lost = /"level":40[^\n]+Redis lost records/g

describe.skipIf(lacks('redis'))('a Redis that loses keys, and no connection', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  let instances: GenkanServer[]
  const startOther = async (env = {}) => {
    const server = await startGenkan({ env: { REDIS_URL: redis.url, ...env } })
    instances.push(server)
    return server
  }
  let one: GenkanServer
  let two: GenkanServer
  beforeEach(async () => {
    instances = []
    await withClient(redis.url, (client) => client.flushAll())
    one = await startOther()
    two = await startOther()
  }, 40_000)
  afterEach(() => Promise.all(instances.map((server) => server.stop())))

  const has = (key: string) => withClient(redis.url, (client) => client.exists(key))
  const warnings = () => instances.flatMap(({ output }) => output().match(lost) ?? [])

  it.each([
    ['all of them', ['FLUSHALL']],
    ['the signing key alone', ['DEL', signingKey]],
  ])(
    'as in %s: one instance restores what all of them use',
    async (_what, command) => {
      const keys = await keysOf(one)
      await withClient(redis.url, (client) => client.sendCommand(command))
      await expect.poll(() => has(signingKey), notice).toBe(1)
      await expect.poll(warnings, notice).toHaveLength(1)
      expect(warnings()[0]).toContain('practice:secret/signing-key')
      expect(await Promise.all([readyz(one), readyz(two)])).toEqual([200, 200])
      const three = await startOther({ SITE_URL: one.url })
      expect(await Promise.all([one, two, three].map(keysOf))).toEqual([keys, keys, keys])
      const client = new SiteClient(one.url)
      expect((await logIn(client)).status).toBe(303)
      const there = await client.get(`${three.url}/auth/session`)
      expect(there.json()).toMatchObject({ signedIn: true })
      expect(warnings()).toHaveLength(1)
    },
    40_000,
  )

  it('is noticed by a health check at once', async () => {
    await withClient(redis.url, (client) => client.flushAll())
    await expect
      .poll(async () => [await readyz(one), await has(signingKey)], { timeout: 2_000 })
      .toEqual([200, 1])
  })

  it('is looked for by a thousand health checks at the cost of a few', async () => {
    const calls = async () => {
      const stats = await withClient(redis.url, (client) => client.info('commandstats'))
      return Number(/^cmdstat_eval:calls=(\d+)/m.exec(stats)?.[1] ?? 0)
    }
    const before = await calls()
    for (let round = 0; round < 10; round += 1) {
      const statuses = await Promise.all(Array.from({ length: 100 }, () => readyz(one)))
      expect(new Set(statuses)).toEqual(new Set([200]))
    }
    const spent = (await calls()) - before
    expect(spent).toBeGreaterThan(1)
    expect(spent).toBeLessThan(50)
  })

  it('says so where another instance has put its own keys first', async () => {
    for (const { pid } of [one, two]) process.kill(Number(pid()), 'SIGSTOP')
    await withClient(redis.url, (client) => client.flushAll())
    const three = await startOther()
    for (const { pid } of [one, two]) process.kill(Number(pid()), 'SIGCONT')
    for (const server of [one, two]) {
      await expect.poll(() => server.output(), notice).toContain('start this one again')
      expect(await readyz(server)).toBe(503)
      expect((await fetch(`${server.url}/demo/`)).status).toBe(503)
      await server.restart()
      expect(await readyz(server)).toBe(200)
      expect(server.output().match(/start this one again/g)).toHaveLength(1)
    }
    expect(await Promise.all([one, two].map(keysOf))).toEqual([
      await keysOf(three),
      await keysOf(three),
    ])
    const client = new SiteClient(one.url)
    expect((await logIn(client)).status).toBe(303)
    expect(await sessionOf(client)).toMatchObject({ signedIn: true })
  }, 60_000)
})
