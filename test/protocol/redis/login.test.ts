import { afterAll, beforeAll, describe } from 'vitest'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { testLoginFlows } from '../../support/login-flows.ts'
import { type RedisServer, redisProgram, startRedis } from '../../support/redis.ts'

describe.skipIf(!redisProgram)('over Redis', () => {
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
})
