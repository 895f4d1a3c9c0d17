import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { RateLimits } from '../../../src/server/http/rate-limits.ts'

describe('RateLimits', () => {
  it('holds on to nothing of a request that it has counted', async () => {
    const limits = new RateLimits(null)
    const requests = new AsyncLocalStorage<object>()
    const count = async (request: object) => {
      await requests.run(request, () => limits.count('auth', '192.0.2.1'))
      return new WeakRef(request)
    }
    const counted = await count({ of: 'the first request of a visitor' })
    await nextTurn()
    collectGarbage()
    expect(counted.deref()).toBeUndefined()
  })
})

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('V8 has no gc() here')
  collect()
}
