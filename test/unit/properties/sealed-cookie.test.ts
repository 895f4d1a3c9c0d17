import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CookieSealer } from '../../../src/server/cryptography/sealed-cookie.ts'
import type { JsonObject } from '../../../src/lib/jwt/json-object.ts'
import { type Mutation, mutated, mutation } from '../../support/generators/token-mutation.ts'

const start = 1_800_000_000_000
const expiresAt = start + 60_000
const sealer = new CookieSealer(['a'.repeat(64)], () => start)
const stranger = new CookieSealer(['b'.repeat(64)], () => start)
const purpose = fc.constantFrom('session', 'login-transaction')
const content = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 5 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject)

describe('a sealed cookie', () => {
  it('gives back any content, and holds nothing that a cookie cannot', () => {
    fc.assert(
      fc.property(purpose, content, (kind, value) => {
        const sealed = sealer.seal(kind, value, expiresAt)
        expect(sealed).toMatch(/^[\w.-]+$/)
        expect(sealer.open(kind, sealed)).toEqual(value)
      }),
    )
  })

  it('is nothing after any change', () => {
    const sealed = sealer.seal('session', { id: 'somebody' }, expiresAt)
    const other = sealer.seal('session', { id: 'somebody else' }, expiresAt)
    fc.assert(
      fc.property(mutation, (change: Mutation) => {
        const forged = mutated(sealed, change, other)
        fc.pre(forged !== sealed && forged !== other)
        expect(sealer.open('session', forged)).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('is nothing for another purpose or under another key', () => {
    fc.assert(
      fc.property(purpose, content, (kind, value) => {
        const sealed = sealer.seal(kind, value, expiresAt)
        const other = kind === 'session' ? 'login-transaction' : 'session'
        expect(sealer.open(other, sealed)).toBeUndefined()
        expect(stranger.open(kind, sealed)).toBeUndefined()
      }),
    )
  })

  it('is nothing where it was never one', () => {
    const garbage = fc.string({ unit: 'binary' })
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/)
    const likeOne = fc.array(part, { minLength: 5, maxLength: 5 }).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(purpose, fc.oneof(garbage, likeOne), (kind, text) => {
        expect(sealer.open(kind, text)).toBeUndefined()
      }),
    )
  })
})
