import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checklists } from '../../../src/lib/checklist/checklists.ts'
import {
  progressOf,
  readTicks,
  storageKey,
  withTick,
  writeTicks,
} from '../../../src/lib/checklist/ticks.ts'

const steps = ['one', 'two', 'three']

describe('what a browser kept', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), (names) => {
        expect([...readTicks(writeTicks(new Set(names)))]).toEqual(names)
      }),
    )
  })

  it('is nothing where nothing is ticked', () => {
    expect(writeTicks(new Set())).toBeNull()
    expect(readTicks(null).size).toBe(0)
  })

  it.each([
    ['nothing', ''],
    ['a word', 'x'],
    ['half an object', '{'],
    ['an object', '{"one":true}'],
    ['null', 'null'],
    ['a number', '1'],
    ['one name', '"one"'],
    ['a very deep list', '['.repeat(200_000)],
  ])('counts as no tick where it is %s', (_, stored) => {
    expect(readTicks(stored).size).toBe(0)
  })

  it('keeps the names out of a list that holds other things too', () => {
    expect([...readTicks('["one",2,null,["two"],{"three":1},"two"]')]).toEqual(['one', 'two'])
  })

  it('is read without a throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stored) => {
        const progress = progressOf(readTicks(stored), steps)
        expect(progress.done).toBeLessThanOrEqual(steps.length)
      }),
    )
  })
})

describe('a tick', () => {
  it('is set and taken away without touching the others or the given set', () => {
    const before = new Set(['one'])
    expect([...withTick(before, 'two', true)]).toEqual(['one', 'two'])
    expect([...withTick(before, 'one', true)]).toEqual(['one'])
    expect([...withTick(before, 'one', false)]).toEqual([])
    expect([...before]).toEqual(['one'])
  })
})

describe('the progress', () => {
  it('names the first open step, also one that was left out', () => {
    expect(progressOf(new Set(), steps)).toEqual({
      done: 0,
      total: 3,
      nextNumber: 1,
      nextStep: 'one',
    })
    expect(progressOf(new Set(['one', 'three']), steps)).toEqual({
      done: 2,
      total: 3,
      nextNumber: 2,
      nextStep: 'two',
    })
  })

  it('has no next step once all are done', () => {
    expect(progressOf(new Set(steps), steps)).toEqual({ done: 3, total: 3 })
  })

  it('does not count steps that the list does not have', () => {
    expect(progressOf(new Set(['gone', 'two']), steps).done).toBe(1)
  })
})

describe('the names under which readers’ ticks are kept', () => {
  // A reader of today keeps them for the next visit: a change here loses what they ticked.
  it('stay the same', () => {
    expect(storageKey('google-cloud')).toBe('genkan.checklist.google-cloud')
    expect(checklists['google-cloud'].join(' ')).toBe(
      'project platform get-started app-information user-type contact finish audience test-users ' +
        'own-address new-client application-type client-name redirect-uri create secret',
    )
  })
})
