import { afterAll, beforeAll, describe } from 'vitest'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { testParallelWrites } from '../../support/parallel-writes.ts'

describe('two processes on one folder', () => {
  let one: GenkanServer
  let two: GenkanServer
  beforeAll(async () => {
    one = await startGenkan({ env: { RATE_LIMIT: 'off' } })
    // One site, at the address of the first.
    const env = { RATE_LIMIT: 'off', SITE_URL: one.url }
    two = await startGenkan({ env, dataDir: one.dataDir })
  })
  afterAll(async () => {
    await two.stop()
    await one.stop()
  })

  testParallelWrites(() => [one, two])
})
