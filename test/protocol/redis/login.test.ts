import { afterAll, beforeAll, describe } from 'vitest'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { testLoginFlows, testRestart } from '../../support/login-flows.ts'
import { type RedisServer, startRedis } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

describe.skipIf(lacks('redis'))('over Redis', () => {
  let redis: RedisServer
  let server: GenkanServer
  beforeAll(async () => {
    redis = await startRedis()
    server = await startGenkan({ env: { REDIS_URL: redis.url } })
  })
  afterAll(async () => {
    await server.stop()
    await redis.stop()
  })

  testLoginFlows(() => server)
  testRestart(() => server)
})
