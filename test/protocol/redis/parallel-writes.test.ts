import { afterAll, beforeAll, describe } from 'vitest'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { testParallelWrites } from '../../support/parallel-writes.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

describe.skipIf(lacks('redis'))('two instances over Redis', () => {
  let redis: RedisServer
  let one: GenkanServer
  let two: GenkanServer
  beforeAll(async () => {
    redis = await startRedis()
    const env = { REDIS_URL: redis.url, RATE_LIMIT: 'off', COOKIE_SECRET: 'ab'.repeat(32) }
    one = await startGenkan({ env })
    // One site, at the address of the first.
    two = await startGenkan({ env: { ...env, SITE_URL: one.url } })
  })
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()])
    await redis.stop()
  })

  testParallelWrites(() => [one, two])
})
