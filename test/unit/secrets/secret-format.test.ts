import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSecret, secretBytes, secretFormats } from '../../../src/lib/secret-format.ts'

const counting = Uint8Array.from({ length: secretBytes }, (_, index) => index)
const allOnes = new Uint8Array(secretBytes).fill(0xff)

describe('formatSecret', () => {
  it.each([
    ['hex', '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'],
    ['base64', 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='],
    ['base64url', 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='],
  ] as const)('writes the bytes 0 to 31 as %s', (format, text) => {
    expect(formatSecret(counting, format)).toBe(text)
  })

  it.each([
    ['hex', 'f'.repeat(64)],
    ['base64', `${'/'.repeat(42)}8=`],
    ['base64url', `${'_'.repeat(42)}8=`],
  ] as const)('writes bytes of ones as %s', (format, text) => {
    expect(formatSecret(allOnes, format)).toBe(text)
  })

  // RFC 4648, 10, and the two characters in which the alphabets differ.
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foobar', 'Zm9vYmFy'],
  ])('writes %j in Base64 as %j', (text, encoded) => {
    expect(formatSecret(new TextEncoder().encode(text), 'base64')).toBe(encoded)
  })

  it('tells the two Base64 alphabets apart', () => {
    const bytes = Uint8Array.of(0xfb, 0xff)
    expect(formatSecret(bytes, 'base64')).toBe('+/8=')
    expect(formatSecret(bytes, 'base64url')).toBe('-_8=')
  })

  it.each([
    ['hex', 64, /^[0-9a-f]+$/],
    ['base64', 44, /^[A-Za-z0-9+/]+=$/],
    ['base64url', 44, /^[A-Za-z0-9_-]+=$/],
  ] as const)('gives %s of one length in its own alphabet', (format, length, alphabet) => {
    const bytes = fc.uint8Array({ minLength: secretBytes, maxLength: secretBytes })
    fc.assert(
      fc.property(bytes, (secret) => {
        const text = formatSecret(secret, format)
        expect(text).toHaveLength(length)
        expect(text).toMatch(alphabet)
      }),
    )
  })

  it('loses none of the 256 bits', () => {
    const decoders = { hex: 'hex', base64: 'base64', base64url: 'base64url' } as const
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(...secretFormats), (secret, format) => {
        const decoded = Buffer.from(formatSecret(secret, format), decoders[format])
        expect([...decoded]).toEqual([...secret])
      }),
    )
  })

  it('is made of 32 bytes', () => {
    expect(secretBytes * 8).toBe(256)
  })
})
