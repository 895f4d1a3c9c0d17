import { describe, expect, it } from 'vitest'
import { visibleJson } from '../../../src/lib/jwt/visible-json.ts'

describe('visibleJson', () => {
  it('writes out what turns the writing direction or takes no room', () => {
    expect(visibleJson('a\u202eb\u200bc\ufeff')).toBe('"a\\u202eb\\u200bc\\ufeff"')
  })

  it.each([
    ['a tag', 'a\u{e0041}', '"a\\udb40\\udc41"'],
    ['a C1 control', 'a\u0085', '"a\\u0085"'],
    ['a filler', 'a\u3164', '"a\\u3164"'],
  ])('writes out %s', (_, text, shown) => {
    expect(visibleJson(text)).toBe(shown)
    expect(JSON.parse(visibleJson(text))).toBe(text)
  })

  it('stays the same JSON', () => {
    const value = { name: '山田\u200d太郎', list: ['\u2066', { '\u00ad': null }] }
    expect(JSON.parse(visibleJson(value))).toEqual(value)
  })

  it('leaves every other letter readable', () => {
    expect(visibleJson('山田太郎 é مرحبا 葛\u{e0100} ❤\ufe0f')).toBe(
      '"山田太郎 é مرحبا 葛\u{e0100} ❤\ufe0f"',
    )
  })
})
