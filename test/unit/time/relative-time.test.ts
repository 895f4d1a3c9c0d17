import { describe, expect, it } from 'vitest'
import {
  clockTime,
  durationText,
  millisecondsOfNumericDate,
  relativeTime,
} from '../../../src/lib/relative-time.ts'

const now = Date.UTC(2026, 10, 22, 5, 32, 8)
const minute = 60_000

describe('relativeTime', () => {
  it.each([
    [59 * minute + 59_999, 'in 59 minutes'],
    [60 * minute, 'in 1 hour'],
    [24 * 60 * minute, 'in 1 day'],
    [-3 * minute, '3 minutes ago'],
    [-999, 'now'],
    [0, 'now'],
    [5000, 'in 5 seconds'],
  ])('says %i ms as "%s"', (distance, text) => {
    expect(relativeTime(now + distance, now, 'en')).toBe(text)
  })

  it('speaks Japanese', () => {
    expect(relativeTime(now + 59 * minute, now, 'ja')).toBe('59 分後')
    expect(relativeTime(now - 3000, now, 'ja')).toBe('3 秒前')
  })
})

describe('clockTime', () => {
  it('gives the time in the zone of the reader', () => {
    expect(clockTime(now, now, 'en', 'Asia/Tokyo')).toBe('14:32:08')
    expect(clockTime(now, now, 'ja', 'America/New_York')).toBe('00:32:08')
  })

  it('gives the date where it is another day there', () => {
    const before = now - 15 * 60 * minute
    expect(clockTime(before, now, 'en', 'Asia/Tokyo')).toBe('Nov 21, 2026 23:32:08')
    expect(clockTime(before, now, 'ja', 'Asia/Tokyo')).toBe('2026/11/21 23:32:08')
  })
})

describe('millisecondsOfNumericDate', () => {
  it.each([
    [1_795_325_528, 1_795_325_528_000],
    ['1795325528', 1_795_325_528_000],
    [1.5, 1500],
    [0, 0],
  ])('reads %j', (value, milliseconds) => {
    expect(millisecondsOfNumericDate(value)).toBe(milliseconds)
  })

  it.each([1e300, Number.NaN, '', ' ', 'soon', '0x10', '-1', null, true, {}, [1]])(
    'refuses %j',
    (value) => {
      expect(millisecondsOfNumericDate(value)).toBeUndefined()
    },
  )
})

describe('durationText', () => {
  it.each([
    [0, 'en', '0 ms'],
    [12.4, 'en', '12 ms'],
    [999, 'ja', '999 ms'],
    [1240, 'en', '1.24 sec'],
    [125_400, 'en', '125 sec'],
    [8000, 'ja', '8 秒'],
  ])('says %d ms in %s as "%s"', (milliseconds, language, text) => {
    expect(durationText(milliseconds, language)).toBe(text)
  })
})
