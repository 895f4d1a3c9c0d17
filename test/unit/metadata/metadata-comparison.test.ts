import { describe, expect, it } from 'vitest'
import {
  changedFields,
  compareField,
  valueText,
} from '../../../src/lib/metadata/metadata-comparison.ts'

describe('a value as text', () => {
  it.each([
    ['https://accounts.google.com', 'https://accounts.google.com'],
    [['code', 'none'], 'code, none'],
    [true, 'true'],
    [null, 'null'],
    [{ a: 1 }, '{\n  "a": 1\n}'],
    [undefined, null],
    ['a\u202eb', 'a\\u202eb'],
  ])('%j is %j', (value, text) => {
    expect(valueText(value)).toBe(text)
  })
})

describe('comparing a field', () => {
  it.each([
    ['x', 'x', 'same'],
    ['x', 'y', 'differs'],
    [['a', 'b'], ['b', 'a'], 'same'],
    [['a', 'b'], ['a'], 'differs'],
    [['true'], 'true', 'differs'],
    [true, 'true', 'differs'],
    [false, undefined, 'google_only'],
    [undefined, [], 'practice_only'],
    [undefined, undefined, 'neither'],
  ])('%j and %j: %s', (google, practice, comparison) => {
    expect(compareField(google, practice)).toBe(comparison)
  })
})

describe('what changed', () => {
  it('is nothing between two that differ in order alone', () => {
    expect(changedFields({ a: ['x', 'y'], b: 1 }, { b: 1, a: ['y', 'x'] })).toEqual([])
  })

  it('names what is new, gone and different', () => {
    const before = { gone: true, changed: 'old', same: 'same' }
    const after = { changed: 'new', same: 'same', added: ['x'] }
    expect(changedFields(before, after)).toEqual([
      { name: 'added', before: null, after: 'x' },
      { name: 'changed', before: 'old', after: 'new' },
      { name: 'gone', before: 'true', after: null },
    ])
  })
})
