import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimRanges } from '../../../src/lib/jwt/claim-ranges.ts'
import { decodeJwt } from '../../../src/lib/jwt/decode-jwt.ts'
import { depthLimit } from '../../../src/lib/oidc/json-depth.ts'
import { tokenPieces } from '../../../src/lib/jwt/token-pieces.ts'
import { hostileName, hostileText } from '../../support/generators/hostile-text.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')
const jwtOf = (payload: string) => `${encode('{"alg":"RS256"}')}.${encode(payload)}.c2ln`
const members = fc.dictionary(hostileName, fc.oneof(hostileText, fc.jsonValue()), { maxKeys: 6 })

describe('decodeJwt', () => {
  it('never throws: what it cannot read is undefined', () => {
    const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{0,60}$/)
    const threeParts = fc.tuple(base64url, base64url, base64url).map((parts) => parts.join('.'))
    const jsonParts = fc.string({ unit: 'binary' }).map(jwtOf)
    const text = fc.oneof(fc.string({ unit: 'binary' }), threeParts, jsonParts)
    fc.assert(
      fc.property(text, (jwt) => {
        const decoded = decodeJwt(jwt)
        if (decoded) expect(decoded.parts.join('.')).toBe(jwt)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives every object as it is, names of JavaScript included', () => {
    fc.assert(
      fc.property(members, (value) => {
        const json = JSON.stringify(value)
        const payload = decodeJwt(jwtOf(json))?.payload
        expect(JSON.stringify(payload)).toBe(JSON.stringify(JSON.parse(json)))
        expect(payload && Object.getPrototypeOf(payload)).toBe(Object.prototype)
      }),
    )
    const payload = decodeJwt(jwtOf('{"__proto__":{"admin":true},"constructor":1}'))?.payload
    expect(payload && Object.hasOwn(payload, '__proto__')).toBe(true)
    expect(payload?.['admin']).toBeUndefined()
  })

  it.each(['=', '==', ' ', '\n', '\t', '+', '/', 'A A', '山'])(
    'takes no part with %j in it, which a reader of Base64 might skip or take for another',
    (extra) => {
      const [header, payload, signature] = jwtOf('{"a":"?>?>"}').split('.')
      expect(decodeJwt(`${header}.${payload}.${signature}`)).toBeDefined()
      for (const odd of [
        `${payload}${extra}`,
        `${payload?.slice(0, 4)}${extra}${payload?.slice(4)}`,
      ]) {
        expect(decodeJwt(`${header}.${odd}.${signature}`)).toBeUndefined()
        expect(decodeJwt(`${odd}.${payload}.${signature}`)).toBeUndefined()
      }
    },
  )

  it('takes numbers beyond any range, and nesting as deep as can be walked through', () => {
    const number = fc
      .tuple(fc.stringMatching(/^-?[1-9]\d{0,400}$/), fc.integer({ min: -999, max: 999 }))
      .map(([digits, exponent]) => `${digits}e${exponent}`)
    const bracket = fc.constantFrom<[string, string]>(['[', ']'], ['{"a":', '}'])
    const nested = fc
      .tuple(bracket, fc.oneof(fc.nat(2 * depthLimit), fc.nat(100_000)))
      .map(([[open, close], depth]) => ({
        value: `${open.repeat(depth)}1${close.repeat(depth)}`,
        // The payload itself is one more.
        taken: depth < depthLimit,
      }))
    const flat = number.map((value) => ({ value, taken: true }))
    fc.assert(
      fc.property(fc.oneof(flat, nested), ({ value, taken }) => {
        const payload = decodeJwt(jwtOf(`{"n":${value}}`))?.payload
        expect(payload && Object.keys(payload)).toEqual(taken ? ['n'] : undefined)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the marking of a token', () => {
  it('covers every part to the letter and never throws', () => {
    const part = fc.oneof(
      members.map((value) => encode(JSON.stringify(value, null, 1))),
      fc.string({ unit: 'binary' }).map(encode),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(part, (text) => {
        expect(
          tokenPieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
        const ranges = claimRanges(text)
        for (const [index, range] of ranges.entries()) {
          expect(range.start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('finds every member by its name', () => {
    fc.assert(
      fc.property(members, (value) => {
        const json = JSON.stringify(value)
        const names = claimRanges(encode(json)).map(({ name }) => name)
        expect(new Set(names)).toEqual(new Set(Object.keys(JSON.parse(json) as object)))
      }),
    )
  })
})
