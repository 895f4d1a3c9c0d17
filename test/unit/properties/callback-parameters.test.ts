import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCallbackParameters } from '../../../src/server/login/callback-parameters.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

const names = ['state', 'code', 'iss', 'error', 'error_description'] as const
const name = fc.constantFrom(...names)
const plain = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })
/** Pairs with every parameter at most once, whose values a provider could have sent. */
const healthy = fc.dictionary(fc.oneof(name, fc.constant('hd')), plain, { maxKeys: 6 })
const read = (pairs: Iterable<[string, string]>) =>
  readCallbackParameters(new URLSearchParams([...pairs]))

describe('readCallbackParameters, for whatever comes', () => {
  it('never throws, and gives only what stands there once, short and printable', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.tuple(fc.oneof(name, hostileText), fc.oneof(hostileText, plain)))
        .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&')),
      fc
        .array(fc.tuple(name, fc.stringMatching(/^(%[0-9a-fA-F]{2}|%|[a-z]){0,20}$/)))
        .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&')),
    )
    fc.assert(
      fc.property(garbage, (text) => {
        const query = new URLSearchParams(text)
        const parameters = readCallbackParameters(query)
        if (parameters === undefined) return
        for (const value of Object.values(parameters)) {
          expect(value ?? 'absent').toMatch(/^[^\u0000-\u001f\u007f\ufffd]{1,2048}$/)
        }
        for (const key of names) expect(query.getAll(key).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  it('gives every value as it was sent', () => {
    fc.assert(
      fc.property(healthy, (sent) => {
        const { error_description: errorDescription, ...rest } = sent
        const wanted = { ...rest, errorDescription }
        const parameters = read(Object.entries(sent))
        for (const [key, value] of Object.entries(parameters ?? { missing: true })) {
          expect(value).toBe(wanted[key as keyof typeof wanted] || undefined)
        }
      }),
    )
  })

  it('gives nothing where one comes twice, even with the same value', () => {
    fc.assert(
      fc.property(healthy, name, plain, plain, (sent, key, one, other) => {
        const rest = Object.entries(sent).filter(([sentName]) => sentName !== key)
        expect(read([...rest, [key, one], [key, other]])).toBeUndefined()
        expect(read([[key, one], ...rest, [key, one]])).toBeUndefined()
      }),
    )
  })

  it('gives nothing where one is longer than 2,048 characters', () => {
    fc.assert(
      fc.property(healthy, name, fc.integer({ min: 2049, max: 100_000 }), (sent, key, length) => {
        expect(read(Object.entries({ ...sent, [key]: 'x'.repeat(length) }))).toBeUndefined()
      }),
    )
  })

  it('gives nothing where one holds a control character or is no UTF-8', () => {
    const control = fc
      .oneof(fc.integer({ min: 0, max: 0x1f }), fc.constantFrom(0x7f, 0xfffd))
      .map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(healthy, name, plain, control, plain, (sent, key, before, character, after) => {
        const value = before + character + after
        expect(read(Object.entries({ ...sent, [key]: value }))).toBeUndefined()
        const bytes = `${key}=${encodeURIComponent(before)}%ff`
        expect(readCallbackParameters(new URLSearchParams(bytes))).toBeUndefined()
      }),
    )
  })
})
