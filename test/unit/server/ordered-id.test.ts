import { describe, expect, it } from 'vitest'
import { orderedId } from '../../../src/server/store/ordered-id.ts'

const now = 1_800_000_000_000

describe('orderedId', () => {
  it('sorts by the time at which it was made', () => {
    const moments = [now - 1, now, now + 1, now + 1000, now + 1_000_000_000]
    const ids = moments.map(orderedId)
    expect(ids.toSorted()).toEqual(ids)
  })

  it('holds 256 random bits, and what an address and a cookie can carry', () => {
    const ids = Array.from({ length: 100 }, () => orderedId(now))
    const random = new Set(ids.map((id) => id.slice(id.indexOf('-') + 1)))
    expect(random.size).toBe(100)
    for (const part of random) expect(Buffer.from(part, 'base64url')).toHaveLength(32)
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/)
  })
})
