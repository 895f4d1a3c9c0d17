import { describe, expect, it } from 'vitest'
import {
  deriveLoginId,
  deriveLoginSecrets,
  newLoginSeed,
} from '../../../src/server/login/login-secrets.ts'

const valuesOf = (seed: string) => [
  seed,
  deriveLoginId(seed),
  ...Object.values(deriveLoginSecrets(seed)),
]

describe('the secrets of a login', () => {
  it('are independent values of 256 bits, new ones for each seed', () => {
    const values = [newLoginSeed(), newLoginSeed()].flatMap(valuesOf)
    expect(new Set(values).size).toBe(10)
    for (const value of values) {
      expect(value).toMatch(/^[\w-]{43}$/)
      expect(Buffer.from(value, 'base64url')).toHaveLength(32)
    }
  })

  it('are the same for the same seed', () => {
    const seed = newLoginSeed()
    expect(valuesOf(seed)).toEqual(valuesOf(seed))
  })
})
