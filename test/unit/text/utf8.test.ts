import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUtf8, toUtf8 } from '../../../src/lib/text/utf8.ts'

/** A character for each byte. */
const asNodeHasIt = (text: string) => Buffer.from(text).toString('latin1')

const long = ['a'.repeat(5000), '玄関'.repeat(5000), `${'a'.repeat(8191)}𠮷`]

describe('UTF-8 in one character a byte', () => {
  it('is what Node makes of a text, and leads back to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toUtf8(text)).toBe(asNodeHasIt(text))
        expect(fromUtf8(toUtf8(text))).toBe(text)
      }),
    )
  })

  it.each(['', 'login', 'é', '\u0080', '玄関𠮷', '\ufefflogin', '\u0000', ...long])(
    'leads back to %j',
    (text) => {
      expect(toUtf8(text)).toBe(asNodeHasIt(text))
      expect(fromUtf8(toUtf8(text))).toBe(text)
    },
  )

  it('has U+FFFD for half a pair of surrogates', () => {
    expect(fromUtf8(toUtf8('a\ud842b'))).toBe('a\ufffdb')
  })

  it.each(['\u00e9', '\u00ff\u00fe', '\u00ed\u00a1\u0082', `${'a'.repeat(5000)}\u00e9`])(
    'does not lead back from other bytes: %j',
    (bytes) => {
      expect(() => fromUtf8(bytes)).toThrow(TypeError)
    },
  )
})
