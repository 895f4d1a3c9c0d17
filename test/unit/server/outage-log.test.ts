import { beforeEach, describe, expect, it } from 'vitest'
import { OutageLog } from '../../../src/server/store/outage-log.ts'

let time: number
let heard: string[]
let outages: OutageLog
beforeEach(() => {
  time = 1_800_000_000_000
  heard = []
  const report = (away: boolean, reason: string) =>
    void heard.push(`${away ? 'away' : 'back'}: ${reason}`)
  outages = new OutageLog(report, () => time)
})

const back = 'back: writes succeed again'

describe('an outage of the store', () => {
  it('is reported once for each reason, however many operations fail', () => {
    for (let failure = 0; failure < 500; failure += 1) outages.failed('SQLITE_FULL')
    outages.failed('SQLITE_CORRUPT')
    expect(heard).toEqual(['away: SQLITE_FULL', 'away: SQLITE_CORRUPT'])
  })

  it('is over with a write after ten seconds in which nothing failed', () => {
    outages.failed('SQLITE_FULL')
    time += 9_999
    outages.wrote()
    expect(heard).toEqual(['away: SQLITE_FULL'])
    time += 1
    outages.wrote()
    outages.wrote()
    expect(heard).toEqual(['away: SQLITE_FULL', back])
    outages.failed('SQLITE_FULL')
    expect(heard).toEqual(['away: SQLITE_FULL', back, 'away: SQLITE_FULL'])
  })

  it('goes on while every second write fails', () => {
    for (let second = 0; second < 60; second += 1) {
      outages.failed('SQLITE_FULL')
      outages.wrote()
      time += 1_000
    }
    expect(heard).toHaveLength(1)
  })

  it('does not end before it began', () => {
    outages.wrote()
    outages.over('reconnected')
    expect(heard).toEqual([])
  })
})
