import fc from 'fast-check'
import { expect, it } from 'vitest'
import { languages, preferredLanguage } from '../../../src/lib/i18n/languages.ts'

const range = fc
  .tuple(
    fc.constantFrom('ja', 'JA-JP', 'en', 'en-GB', 'fr', '*', '', '__proto__', ' ja '),
    fc.constantFrom('', ';q=0', ';q=1', ';q=0.5', ';q=', ';q=....', ';q=1e9', ';;q=0.9', ';q=NaN'),
  )
  .map((parts) => parts.join(''))
const list = fc.array(range, { maxLength: 12 }).map((ranges) => ranges.join(','))

it('preferredLanguage gives a language that exists, for any header', () => {
  const header = fc.oneof(list, fc.string({ unit: 'binary' }), fc.constantFrom(null, undefined))
  fc.assert(
    fc.property(header, (value) => {
      expect(languages).toContain(preferredLanguage(value))
    }),
    { numRuns: 2000 },
  )
})
