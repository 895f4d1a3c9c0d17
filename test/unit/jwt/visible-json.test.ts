import { describe, expect, it } from 'vitest'
import { visibleJson } from '../../../src/lib/jwt/visible-json.ts'

describe('visibleJson', () => {
  it('writes out what turns the writing direction or takes no room', () => {
    expect(visibleJson('a\u202eb\u200bc\ufeff')).toBe('"a\\u202eb\\u200bc\\ufeff"')
  })

  it('stays the same JSON', () => {
    const value = { name: '山田\u200d太郎', list: ['\u2066', { '\u00ad': null }] }
    expect(JSON.parse(visibleJson(value))).toEqual(value)
  })

  it('leaves every other letter readable', () => {
    expect(visibleJson('山田太郎 é مرحبا')).toBe('"山田太郎 é مرحبا"')
  })
})
