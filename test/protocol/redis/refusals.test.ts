import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RedisConnection } from '../../../src/server/store/redis-connection.ts'
import { RedisStore } from '../../../src/server/store/redis-store.ts'
import { StoreUnavailable } from '../../../src/server/store/store-outage.ts'
import { SiteClient } from '../../support/cookie-jar.ts'
import { freePort } from '../../support/free-port.ts'
import { startGenkan } from '../../support/genkan-server.ts'
import { logIn } from '../../support/practice-login.ts'
import { type RedisServer, startRedis, withClient } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'
import { startTcpRelay } from '../../support/tcp-relay.ts'
import { TestClock } from '../../support/test-clock.ts'

const portOf = ({ url }: RedisServer) => Number(new URL(url).port)
const command = ({ url }: RedisServer, ...words: string[]) =>
  withClient(url, (client) => client.sendCommand(words))

describe.skipIf(lacks('redis'))('a Redis that refuses', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  const heard: boolean[] = []
  const open = (url = redis.url) =>
    RedisConnection.open({ url, patience: 0, report: (away) => void heard.push(away) })

  it('writes only: whoever reads goes on, it is one line in the log, and is over by itself', async () => {
    const clock = new TestClock()
    const env = { REDIS_URL: redis.url, RATE_LIMIT: 'off', ...clock.env }
    const server = await startGenkan({ env })
    const client = new SiteClient(server.url)
    await logIn(client)
    await command(redis, 'CONFIG', 'SET', 'maxmemory', '1')
    const before = server.output().length
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const asked = index % 4 === 0 ? 'write' : 'read'
        const answer =
          asked === 'write'
            ? await new SiteClient(server.url).post('/auth/login', { provider: 'practice' })
            : await client.get('/auth/session')
        return `${asked} ${answer.status}`
      }),
    )
    expect([...new Set(answers)].sort()).toEqual(['read 200', 'write 503'])
    const health = await Promise.all(
      ['/healthz', '/readyz'].map(async (path) => (await fetch(server.url + path)).status),
    )
    expect(health).toEqual([200, 503])
    await command(redis, 'CONFIG', 'SET', 'maxmemory', '0')
    clock.advance(10_000)
    expect((await logIn(new SiteClient(server.url))).status).toBe(303)
    const logged = server.output().slice(before)
    expect(logged.match(/"reason":"OOM [^"]+","msg":"store away"/g)).toHaveLength(1)
    expect(logged.match(/"msg":"store (?:away|back)"/g)).toHaveLength(2)
    await server.stop()
    clock.remove()
  })

  it('writes since a failover: the connection is replaced, and serves until then', async () => {
    const promoted = await startRedis()
    const relay = await startTcpRelay(portOf(redis))
    const connection = await open(`redis://127.0.0.1:${relay.port}`)
    const store = new RedisStore(connection, Date.now)
    await store.put('a', '1', {})
    const failures: unknown[] = []
    let reads = 0
    let goesOn = true
    const reader = (async () => {
      while (goesOn) {
        await store.get('a', '1').catch((error: unknown) => failures.push(error))
        reads += 1
      }
    })()
    // A replica without its primary: it reads, and does not write.
    await command(redis, 'REPLICAOF', '127.0.0.1', '1')
    relay.leadTo(await freePort('127.0.0.1'))
    await expect(store.put('a', '2', {})).rejects.toThrow(StoreUnavailable)
    const tried = relay.accepted()
    await expect.poll(() => relay.accepted(), { timeout: 5_000 }).toBeGreaterThan(tried + 1)
    expect(connection.isReady).toBe(true)

    relay.leadTo(portOf(promoted))
    const written = () =>
      store.put('a', '2', {}).then(
        () => true,
        () => false,
      )
    await expect.poll(written, { timeout: 5_000 }).toBe(true)
    expect(await promoted.keys()).toContain('genkan:record/a/2')
    goesOn = false
    await reader
    expect(reads).toBeGreaterThan(10)
    expect(failures).toEqual([])
    await store.close()
    await relay.stop()
    await promoted.stop()
    await command(redis, 'REPLICAOF', 'NO', 'ONE')
  })

  it('everything since a failover: the next connection leads to the new primary', async () => {
    const promoted = await startRedis()
    const relay = await startTcpRelay(portOf(redis))
    const connection = await open(`redis://127.0.0.1:${relay.port}`)
    const store = new RedisStore(connection, Date.now)
    await command(redis, 'CONFIG', 'SET', 'replica-serve-stale-data', 'no')
    await command(redis, 'REPLICAOF', '127.0.0.1', '1')
    relay.leadTo(portOf(promoted))
    await expect(store.get('a', '1')).rejects.toThrow('MASTERDOWN')
    const answered = () => store.get('a', '1').catch((error: unknown) => error)
    await expect.poll(answered, { timeout: 5_000 }).toBeUndefined()
    await store.close()
    await relay.stop()
    await promoted.stop()
    await command(redis, 'REPLICAOF', 'NO', 'ONE')
  })

  it.each([
    ['a right that was taken away', ['ACL', 'SETUSER', 'default', '-hmget']],
    ['a key of another type', ['SET', 'genkan:record/a/x', 'no hash']],
    ['a value that is no JSON', ['HSET', 'genkan:record/a/x', 'value', '{"secret":"hunter2']],
    ['a value that is no object', ['HSET', 'genkan:record/a/x', 'value', '"hunter2"']],
  ])('because of %s: that command fails, and the connection stays', async (_what, words) => {
    const connection = await open()
    const store = new RedisStore(connection, Date.now)
    await command(redis, 'DEL', 'genkan:record/a/x')
    await command(redis, ...words)
    const error: unknown = await store.get('a', 'x').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(String(error)).not.toContain('hunter2')
    expect(connection.isReady).toBe(true)
    await store.put('a', 'y', { n: 1 })
    await command(redis, 'ACL', 'SETUSER', 'default', '+@all')
    expect(await store.get('a', 'y')).toEqual({ n: 1 })
    await store.close()
  })
})
