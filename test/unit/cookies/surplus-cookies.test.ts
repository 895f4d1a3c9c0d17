import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SentCookie, cookieBytes, surplusCookies } from '../../../src/lib/surplus-cookies.ts'

const cookie = (name: string, begunAt: number | undefined, value = 'v'): SentCookie => ({
  name,
  value,
  begunAt,
})
const unbounded = { count: Infinity, bytes: Infinity }

describe('surplusCookies', () => {
  it('keeps the newest, whatever their order', () => {
    const sent = [cookie('b', 2), cookie('d', 4), cookie('a', 1), cookie('c', 3)]
    expect(surplusCookies(sent, { ...unbounded, count: 2 })).toEqual(['a', 'b'])
    expect(surplusCookies(sent, { ...unbounded, count: 0 })).toEqual(['a', 'b', 'c', 'd'])
  })

  it('deletes what cannot be read, first of all', () => {
    const sent = [cookie('new', 2), cookie('junk', undefined), cookie('old', 1)]
    expect(surplusCookies(sent, unbounded)).toEqual(['junk'])
    expect(surplusCookies(sent, { ...unbounded, count: 1 })).toEqual(['junk', 'old'])
  })

  it('keeps no more bytes than it may', () => {
    const sent = [cookie('a', 1), cookie('b', 2, 'x'.repeat(50)), cookie('c', 3)]
    const bytes = sent.slice(1).reduce((sum, each) => sum + cookieBytes(each), 0)
    expect(surplusCookies(sent, { ...unbounded, bytes })).toEqual(['a'])
    expect(surplusCookies(sent, { ...unbounded, bytes: bytes - 1 })).toEqual(['a', 'b'])
  })

  it('deletes few enough for the buffer of a proxy, and all of them in the end', () => {
    const begunAt = fc.option(fc.nat(), { nil: undefined })
    const many = fc.array(begunAt, { maxLength: 200 })
    fc.assert(
      fc.property(many, fc.nat(10), (times, count) => {
        let sent = times.map((time, index) => cookie(`n${index}`, time))
        const kept = sent.filter((each) => each.begunAt !== undefined).length
        for (let round = 0; round < 200 / 16 + 1; round += 1) {
          const surplus = surplusCookies(sent, { ...unbounded, count })
          expect(surplus.length).toBeLessThanOrEqual(16)
          sent = sent.filter(({ name }) => !surplus.includes(name))
        }
        expect(sent).toHaveLength(Math.min(kept, count))
      }),
    )
  })
})
