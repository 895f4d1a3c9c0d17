import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RedisConnection } from '../../../src/server/store/redis-connection.ts'
import { RedisStore } from '../../../src/server/store/redis-store.ts'
import { StoreUnavailable } from '../../../src/server/store/store-outage.ts'
import { testRecordStore } from '../../support/record-store-suite.ts'
import { type RedisServer, startRedis, withClient } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

const time = 1_800_000_000_500
const open = (url: string, heard: boolean[] = []) =>
  RedisConnection.open({ url, patience: 0, report: (away) => void heard.push(away) })

describe.skipIf(lacks('redis'))('over Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  testRecordStore('Redis', async () => {
    await withClient(redis.url, (client) => client.flushAll())
    const store = new RedisStore(await open(redis.url), () => time)
    return {
      store,
      now: () => time,
      outlive: async (ttl) => {
        // Written last, so it goes last.
        await store.put('suite', 'last', {}, { ttl })
        await expect.poll(() => store.get('suite', 'last')).toBeUndefined()
      },
      end: () => store.close(),
    }
  })

  it('leaves nothing behind of what has expired or was deleted', async () => {
    await withClient(redis.url, (client) => client.flushAll())
    const store = new RedisStore(await open(redis.url), () => time)
    await store.put('a', '3', {}, { alias: 'three', group: 'h' })
    await store.delete('a', '3')
    await store.put('a', '1', {}, { ttl: 0.2, alias: 'one', group: 'g' })
    await store.put('a', '2', {}, { ttl: 0.1, group: 'g' })
    await store.put('b', '4', {}, { alias: 'four', group: 'h' })
    await store.deleteGroup('h')
    await expect.poll(() => redis.keys()).toEqual([])
    await store.close()
  })

  it('keeps out of the way of others in the same Redis', async () => {
    const store = new RedisStore(await open(redis.url), () => time)
    await store.put('a', '1', {}, { ttl: 10, alias: 'one', group: 'g' })
    const keys = await redis.keys()
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key) => !key.startsWith('genkan:'))).toEqual([])
    await store.close()
  })
})

describe.skipIf(lacks('redis'))('a Redis that goes away', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now()
    const error: unknown = await work().catch((thrown: unknown) => thrown)
    return { error, ms: performance.now() - startedAt }
  }

  it('refuses at once when it was killed, and serves when it is back', async () => {
    const heard: boolean[] = []
    const connection = await open(redis.url, heard)
    const store = new RedisStore(connection, () => time)
    await redis.kill()
    await expect.poll(() => connection.isReady).toBe(false)
    for (const operation of [
      () => store.get('a', '1'),
      () => store.put('a', '1', {}),
      () => store.consume('a', '1'),
      () => store.count('a'),
      () => store.deleteGroup('a'),
    ]) {
      const { error, ms } = await timed(operation)
      expect(error).toBeInstanceOf(StoreUnavailable)
      expect(ms).toBeLessThan(100)
    }
    await redis.start()
    await expect.poll(() => connection.isReady, { timeout: 5_000 }).toBe(true)
    await store.put('a', '1', { n: 1 })
    expect(await store.get('a', '1')).toEqual({ n: 1 })
    expect(heard).toEqual([true, false])
    await store.close()
  })

  it('refuses after two seconds when it is mute, then at once', async () => {
    const connection = await open(redis.url)
    const store = new RedisStore(connection, () => time)
    redis.freeze()
    const first = await Promise.all([1, 2, 3].map(() => timed(() => store.get('a', '1'))))
    for (const { error, ms } of first) {
      expect(error).toBeInstanceOf(StoreUnavailable)
      expect(ms).toBeLessThan(2_500)
    }
    const next = await timed(() => store.get('a', '1'))
    expect(next.error).toBeInstanceOf(StoreUnavailable)
    expect(next.ms).toBeLessThan(100)
    redis.wake()
    await expect.poll(() => connection.isReady, { timeout: 8_000 }).toBe(true)
    await store.put('a', '1', { n: 2 })
    expect(await store.get('a', '1')).toEqual({ n: 2 })
    await store.close()
  })

  it('is away while it can write nothing, and its own errors are not', async () => {
    const connection = await open(redis.url)
    const store = new RedisStore(connection, () => time)
    await withClient(redis.url, (client) => client.configSet('maxmemory', '1'))
    await expect(store.put('a', '2', {})).rejects.toThrow(StoreUnavailable)
    await withClient(redis.url, (client) => client.configSet('maxmemory', '0'))
    await expect.poll(() => connection.isReady, { timeout: 5_000 }).toBe(true)
    await store.put('a', '2', {})
    const wrong = connection.run((client) => client.eval('return redis.call("NOSUCH")'))
    await expect(wrong).rejects.not.toThrow(StoreUnavailable)
    expect(connection.isReady).toBe(true)
    await store.close()
  })
})
