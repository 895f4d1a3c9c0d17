import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shared } from '../../../src/server/store/shared-check.ts'

describe('a shared check', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('runs once for all who ask at the same time and in the second after', async () => {
    let runs = 0
    const check = shared(async () => void (runs += 1))
    await Promise.all(Array.from({ length: 1_000 }, check))
    vi.advanceTimersByTime(999)
    await check()
    expect(runs).toBe(1)
    vi.advanceTimersByTime(1)
    await Promise.all([check(), check()])
    expect(runs).toBe(2)
  })

  it('tells all of them that it failed, and runs again a second later', async () => {
    let works = false
    const check = shared(async () => {
      if (!works) throw new Error('away')
    })
    const outcomes = await Promise.allSettled([check(), check(), check()])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    works = true
    await expect(check()).rejects.toThrow('away')
    vi.advanceTimersByTime(1_000)
    await check()
  })
})
