import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimRanges } from '../../../src/lib/jwt/claim-ranges.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

/** The text of the bytes that a range covers, with the odd bits of its neighbours at either end. */
function covered(part: string, start: number, end: number): string {
  const skipped = start % 4
  const bytes = Buffer.from(`${'A'.repeat(skipped)}${part.slice(start, end)}`, 'base64url')
  return bytes.subarray(skipped === 0 ? 0 : skipped - 1).toString()
}

describe('claimRanges', () => {
  it('gives the characters that hold each member', () => {
    // {"a":1,"b":2}: the bytes 1–5 and 7–11.
    expect(claimRanges(encode('{"a":1,"b":2}'))).toEqual([
      { name: 'a', start: 1, end: 8 },
      { name: 'b', start: 9, end: 16 },
    ])
  })

  it.each([
    ['a name outside ASCII', '{"name":"山田太郎","sub":"1"}', ['"name":"山田太郎"', '"sub":"1"']],
    ['an emoji', '{"a":"👩‍💻","b":0}', ['"a":"👩‍💻"', '"b":0']],
    ['quotes that are escaped', '{"a":"x\\",\\"y","b":2}', ['"a":"x\\",\\"y"', '"b":2']],
    ['a backslash before the end', '{"a":"x\\\\","b":2}', ['"a":"x\\\\"', '"b":2']],
    ['nested objects', '{"a":{"b":{"c":"}"}},"d":1}', ['"a":{"b":{"c":"}"}}', '"d":1']],
    ['lists', '{"aud":["x","]"],"d":null}', ['"aud":["x","]"]', '"d":null']],
    ['blanks', '{ "a" : true ,\n\t"b" : -1e3 }', ['"a" : true', '"b" : -1e3']],
  ])('covers whole members with %s', (_, json, members) => {
    const part = encode(json)
    const texts = claimRanges(part).map(({ start, end }) => covered(part, start, end))
    expect(texts).toHaveLength(members.length)
    for (const [index, text] of texts.entries()) expect(text).toContain(members[index])
  })

  it('reads escapes in names', () => {
    const part = encode('{"\\u0061\\"":1,"名":2}')
    expect(claimRanges(part).map(({ name }) => name)).toEqual(['a"', '名'])
  })

  it('names both of two members with one name', () => {
    expect(claimRanges(encode('{"a":1,"a":2}')).map(({ name }) => name)).toEqual(['a', 'a'])
  })

  it.each(['', '{}', '[1]', 'null', '{"a', '{"a" 1}', '{1:2}', '\u0000'])(
    'finds nothing in %j',
    (text) => {
      expect(claimRanges(encode(text))).toEqual([])
    },
  )

  it('finds nothing in what is no Base64url', () => {
    expect(claimRanges('!!')).toEqual([])
  })

  it('finds every member of any object, none over another', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (object) => {
        const part = encode(JSON.stringify(object))
        const ranges = claimRanges(part)
        expect(ranges.map(({ name }) => name)).toEqual(Object.keys(object))
        for (const [index, range] of ranges.entries()) {
          expect(range.start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 1)
          const value = JSON.stringify(object[range.name])
          expect(covered(part, range.start, range.end)).toContain(value)
        }
      }),
    )
  })
})
