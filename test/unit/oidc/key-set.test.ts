import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { KeySet } from '../../../src/lib/oidc/key-set.ts'
import { healthyClaims, signed, signingKey } from '../../support/id-token-factory.ts'

const algorithms = ['RS256']

/** A provider whose published keys can change, and a count of how often it was asked. */
function provider(initial: readonly JWK[]) {
  const state = { keys: initial, fetches: 0, time: 1_800_000_000_000 }
  const keySet = new KeySet(() => state.time)
  const load = async () => {
    state.fetches += 1
    return { keys: [...state.keys] }
  }
  const verifies = (jws: string) => keySet.verifies(jws, algorithms, load)
  return { state, verifies }
}

describe('KeySet', () => {
  it('fetches once for many tokens, and again after ten minutes', async () => {
    const key = await signingKey()
    const { state, verifies } = provider([key.jwk])
    const token = await signed(key, await healthyClaims())
    expect([await verifies(token), await verifies(token)]).toEqual([true, true])
    expect(state.fetches).toBe(1)
    state.time += 10 * 60 * 1000 - 1
    expect(await verifies(token)).toBe(true)
    expect(state.fetches).toBe(1)
    state.time += 1
    expect(await verifies(token)).toBe(true)
    expect(state.fetches).toBe(2)
  })

  it('fetches once for tokens that come at the same time', async () => {
    const key = await signingKey()
    const { state, verifies } = provider([key.jwk])
    const token = await signed(key, await healthyClaims())
    expect(await Promise.all([verifies(token), verifies(token), verifies(token)])).not.toContain(
      false,
    )
    expect(state.fetches).toBe(1)
  })

  it('follows a rotation at once, twice in a row', async () => {
    const [first, second, third] = await Promise.all([
      signingKey('RS256', 'a'),
      signingKey('RS256', 'b'),
      signingKey('RS256', 'c'),
    ])
    const { state, verifies } = provider([first.jwk])
    expect(await verifies(await signed(first, await healthyClaims()))).toBe(true)
    for (const next of [second, third]) {
      state.keys = [next.jwk]
      expect(await verifies(await signed(next, await healthyClaims()))).toBe(true)
    }
  })

  it('fetches at most twice more for a thousand invented key ids', async () => {
    const key = await signingKey()
    const { state, verifies } = provider([key.jwk])
    await verifies(await signed(key, await healthyClaims()))
    state.fetches = 0
    const token = await signed(key, await healthyClaims(), { kid: 'invented' })
    for (let index = 0; index < 1000; index += 1) expect(await verifies(token)).toBe(false)
    expect(state.fetches).toBeLessThanOrEqual(2)
  })

  it('follows a rotation to a new key under an old id, and drops the earlier one', async () => {
    const [earlier, later] = await Promise.all([signingKey(), signingKey()])
    const { state, verifies } = provider([earlier.jwk])
    const old = await signed(earlier, await healthyClaims())
    await verifies(old)
    state.keys = [later.jwk]
    expect(await verifies(await signed(later, await healthyClaims()))).toBe(true)
    expect(await verifies(old)).toBe(false)
    expect(state.fetches).toBe(3)
  })

  it('follows a rotation of keys that have no id', async () => {
    const [first, second] = await Promise.all([signingKey(), signingKey()])
    const nameless = (key: typeof first) => ({ ...key.jwk, kid: undefined }) as unknown as JWK
    const { state, verifies } = provider([nameless(first)])
    const claims = await healthyClaims()
    expect(await verifies(await signed(first, claims, { kid: undefined }))).toBe(true)
    state.keys = [nameless(second)]
    expect(await verifies(await signed(second, claims, { kid: undefined }))).toBe(true)
  })

  it('asks once for all who come during a rotation, and locks none of them out', async () => {
    const [first, second] = [await signingKey('RS256', 'a'), await signingKey('RS256', 'b')]
    const { state, verifies } = provider([first.jwk])
    await verifies(await signed(first, await healthyClaims()))
    state.keys = [second.jwk]
    state.fetches = 0
    const token = await signed(second, await healthyClaims())
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => verifies(token)))
    expect([verdicts.includes(false), state.fetches]).toEqual([false, 1])
  })

  it('takes thirty seconds to allow one more fetch, from the first one on', async () => {
    const key = await signingKey()
    const { state, verifies } = provider([key.jwk])
    await verifies(await signed(key, await healthyClaims()))
    const forged = await signed(key, await healthyClaims(), { kid: 'invented' })
    const fetchesAt = async (seconds: number) => {
      state.time += seconds * 1000
      state.fetches = 0
      for (let count = 0; count < 5; count += 1) await verifies(forged)
      return state.fetches
    }
    expect(await fetchesAt(29)).toBe(2)
    expect(await fetchesAt(29)).toBe(0)
    expect(await fetchesAt(1)).toBe(1)
    expect(await fetchesAt(29)).toBe(0)
    expect(await fetchesAt(90)).toBe(2)
  })

  it('counts the thirty seconds from the first look, not from the latest', async () => {
    const key = await signingKey()
    const { state, verifies } = provider([key.jwk])
    await verifies(await signed(key, await healthyClaims()))
    const forged = await signed(key, await healthyClaims(), { kid: 'invented' })
    for (const seconds of [0, 20, 11]) {
      state.time += seconds * 1000
      await verifies(forged)
    }
    expect(state.fetches).toBe(4)
  })

  it('shares what was found with those who began before and need it after', async () => {
    const [earlier, later] = await Promise.all([signingKey(), signingKey()])
    const token = await signed(later, await healthyClaims())
    const keySet = new KeySet(() => 0)
    let fetches = 0
    let slower: Promise<boolean> | undefined
    const load = async () => {
      fetches += 1
      await Promise.resolve()
      // Verifying with the cached keys takes longer than this fetch.
      if (fetches === 2) slower = keySet.verifies(token, algorithms, load)
      return { keys: [fetches === 1 ? earlier.jwk : later.jwk] }
    }
    await keySet.verifies(await signed(earlier, await healthyClaims()), algorithms, load)
    expect(await keySet.verifies(token, algorithms, load)).toBe(true)
    expect([await slower, fetches]).toEqual([true, 2])
  })

  it('takes a token without a key id where one key alone verifies it', async () => {
    const [one, other] = await Promise.all([signingKey('RS256', 'a'), signingKey('RS256', 'b')])
    const token = await signed(one, await healthyClaims(), { kid: undefined })
    expect(await provider([one.jwk]).verifies(token)).toBe(true)
    expect(await provider([one.jwk, other.jwk]).verifies(token)).toBe(true)
    expect(await provider([other.jwk, { ...other.jwk, kid: 'c' }]).verifies(token)).toBe(false)
    expect(await provider([one.jwk, { ...one.jwk, kid: 'c' }]).verifies(token)).toBe(false)
  })

  it('never uses a key from the header of the token', async () => {
    const [own, foreign] = await Promise.all([signingKey('RS256', 'a'), signingKey('RS256', 'b')])
    const token = await signed(foreign, await healthyClaims(), { kid: 'a', jwk: foreign.jwk })
    expect(await provider([own.jwk]).verifies(token)).toBe(false)
  })

  it('refuses what is no key set', async () => {
    const key = await signingKey()
    const token = await signed(key, await healthyClaims())
    const keySet = new KeySet(() => 0)
    const load = async () => ({ nothing: true }) as never
    await expect(keySet.verifies(token, algorithms, load)).rejects.toMatchObject({
      code: 'discovery_invalid',
      message: 'no key set at jwks_uri',
      details: { subject: 'jwks_uri' },
      cause: expect.any(Error) as Error,
    })
  })
})
