import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url } from '../../../src/lib/base64url.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** What some decoder or other takes, or skips, and Base64url does not have. */
const foreign = [
  '+',
  '/',
  '=',
  ' ',
  '\t',
  '\n',
  '\f',
  '\r',
  '\v',
  '.',
  '\0',
  '\u00a0',
  'é',
  '玄',
  '𠮷',
]
const pieces = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...alphabet) },
  { weight: 1, arbitrary: fc.constantFrom(...foreign) },
)
const isBase64url = (text: string) => /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1

describe('fromBase64url', () => {
  it('leads back to any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromBase64url(Buffer.from(bytes).toString('base64url')) ?? [])]).toEqual([
          ...bytes,
        ])
      }),
    )
  })

  it('takes nothing else', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (characters) => {
        const text = characters.join('')
        expect(fromBase64url(text) !== undefined).toBe(isBase64url(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each(foreign)('refuses %j wherever it stands, once or more often', (character) => {
    for (const times of [1, 2, 3, 4, 5]) {
      const strange = character.repeat(times)
      for (const [before, after] of [
        ['', ''],
        ['QUJD', ''],
        ['QUJ', ''],
        ['QU', ''],
        ['', 'QUJD'],
        ['Q', 'UJD'],
        ['QU', 'JD'],
      ]) {
        expect(fromBase64url(`${before}${strange}${after}`)).toBeUndefined()
      }
    }
  })

  it('refuses a length that no bytes have', () => {
    for (const text of ['Q', 'QUJDR', 'QUJDRUZHS']) expect(fromBase64url(text)).toBeUndefined()
  })
})
