import { describe, expect, it } from 'vitest'
import { namedMembers, tokenPieces } from '../../../src/lib/jwt/token-pieces.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

describe('tokenPieces', () => {
  it('numbers the members and leaves the rest without a number', () => {
    const pieces = tokenPieces(encode('{"a":1,"b":2}'))
    expect(pieces.map(({ member }) => member?.index)).toEqual([
      undefined,
      0,
      undefined,
      1,
      undefined,
    ])
  })

  it('makes no piece of nothing', () => {
    expect(tokenPieces('')).toEqual([])
    expect(tokenPieces(encode('{"a":1}')).every(({ text }) => text !== '')).toBe(true)
  })

  it.each(['{"name":"山田太郎","b":{"c":[1,2]}}', '{}', 'no JSON', ''])(
    'loses no character of %j',
    (text) => {
      const part = encode(text)
      expect(
        tokenPieces(part)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(part)
    },
  )
})

describe('namedMembers', () => {
  it('keeps the order of the token, where an object would put numbers first', () => {
    expect(namedMembers(tokenPieces(encode('{"b":1,"1":2}')))).toEqual([
      { name: 'b', index: 0 },
      { name: '1', index: 1 },
    ])
  })

  it('keeps the last of two with one name, as JSON.parse does', () => {
    expect(namedMembers(tokenPieces(encode('{"a":1,"b":2,"a":3}')))).toEqual([
      { name: 'b', index: 1 },
      { name: 'a', index: 2 },
    ])
  })
})
