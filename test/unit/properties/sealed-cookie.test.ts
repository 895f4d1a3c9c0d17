import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CookieSealer } from '../../../src/server/sealed-cookie.ts'
import type { JsonObject } from '../../../src/lib/jwt/json-object.ts'
import { type Mutation, mutated, mutation } from '../../support/generators/token-mutation.ts'

const start = 1_800_000_000_000
const expiresAt = start + 60_000
const sealer = new CookieSealer(['a'.repeat(64)], () => start)
const stranger = new CookieSealer(['b'.repeat(64)], () => start)
const purpose = fc.constantFrom('session', 'login')
const content = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 5 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject)

describe('a sealed cookie', () => {
  it('gives back any content, and holds nothing that a cookie cannot', async () => {
    await fc.assert(
      fc.asyncProperty(purpose, content, async (kind, value) => {
        const sealed = await sealer.seal(kind, value, expiresAt)
        expect(sealed).toMatch(/^[\w.-]+$/)
        expect(await sealer.open(kind, sealed)).toEqual(value)
      }),
    )
  })

  it('is nothing after any change', async () => {
    const sealed = await sealer.seal('session', { id: 'somebody' }, expiresAt)
    const other = await sealer.seal('session', { id: 'somebody else' }, expiresAt)
    await fc.assert(
      fc.asyncProperty(mutation, async (change: Mutation) => {
        const forged = mutated(sealed, change, other)
        fc.pre(forged !== sealed && forged !== other)
        expect(await sealer.open('session', forged)).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('is nothing for another purpose or under another key', async () => {
    await fc.assert(
      fc.asyncProperty(purpose, content, async (kind, value) => {
        const sealed = await sealer.seal(kind, value, expiresAt)
        const other = kind === 'session' ? 'login' : 'session'
        expect(await sealer.open(other, sealed)).toBeUndefined()
        expect(await stranger.open(kind, sealed)).toBeUndefined()
      }),
    )
  })

  it('is nothing where it was never one', async () => {
    const garbage = fc.string({ unit: 'binary' })
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/)
    const likeOne = fc.array(part, { minLength: 5, maxLength: 5 }).map((parts) => parts.join('.'))
    await fc.assert(
      fc.asyncProperty(purpose, fc.oneof(garbage, likeOne), async (kind, text) => {
        expect(await sealer.open(kind, text)).toBeUndefined()
      }),
    )
  })
})
