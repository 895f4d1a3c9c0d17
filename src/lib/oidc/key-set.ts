import type { JSONWebKeySet } from 'jose'
import { OidcError } from './errors.ts'
import { PublishedKeys } from './published-keys.ts'

/** Accepted signature algorithms: asymmetric ones only, the client holds no signing key. */
export const acceptedAlgorithms: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]

/** Fetches the key set of the provider; may throw an OidcError. */
export type LoadKeys = () => Promise<JSONWebKeySet>

interface LoadedKeys {
  readonly keys: PublishedKeys
  readonly loadedAt: number
}

/** Milliseconds for which the cached key set is used without asking again. */
const lifetime = 10 * 60 * 1000
/** Fetches for tokens that don't verify: this many at once, one more after each refill time. */
const missBudget = 2
/** Milliseconds. */
const missRefill = 30 * 1000

/**
 * A cache of the provider's public keys (RFC 7517). A token that doesn't verify with them triggers
 * a new fetch, so that a key rotation locks nobody out; a budget limits how many fetches forged
 * tokens can trigger.
 */
export class KeySet {
  readonly #now: () => number
  #keys: LoadedKeys | undefined
  #loading: Promise<PublishedKeys> | undefined
  #misses = missBudget
  #refilledAt = 0

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Whether the signature of a JWS verifies with a key of this set (RFC 7515, 5.2). Keys in the
   * token's own header are never used.
   * @param load fetches the key set; called where the cached one is old or doesn't fit
   * @throws OidcError where the keys can't be fetched
   */
  async verifies(jws: string, algorithms: readonly string[], load: LoadKeys): Promise<boolean> {
    const cached = this.#keys
    if (!cached || this.#now() - cached.loadedAt >= lifetime) {
      const keys = await this.#reload(load)
      return keys.verifies(jws, algorithms)
    }
    if (await cached.keys.verifies(jws, algorithms)) return true
    const newer = await this.#newerThan(cached, load)
    return newer !== undefined && newer.verifies(jws, algorithms)
  }

  // An unknown `kid` and a new key under an old `kid`, or under none, can't be told apart: both are
  // worth a fetch. Concurrent misses share it.
  async #newerThan(cached: LoadedKeys, load: LoadKeys): Promise<PublishedKeys | undefined> {
    if (this.#loading) return this.#loading
    if (this.#keys && this.#keys !== cached) return this.#keys.keys
    return this.#spendMiss() ? this.#reload(load) : undefined
  }

  #spendMiss(): boolean {
    const refills = Math.floor((this.#now() - this.#refilledAt) / missRefill)
    if (refills > 0) {
      this.#misses = Math.min(missBudget, this.#misses + refills)
      this.#refilledAt = this.#now()
    }
    if (this.#misses === 0) return false
    if (this.#misses === missBudget) this.#refilledAt = this.#now()
    this.#misses -= 1
    return true
  }

  #reload(load: LoadKeys): Promise<PublishedKeys> {
    this.#loading ??= this.#loadOnce(load).finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #loadOnce(load: LoadKeys): Promise<PublishedKeys> {
    const keySet = await load()
    try {
      const keys = new PublishedKeys(keySet)
      this.#keys = { keys, loadedAt: this.#now() }
      return keys
    } catch (cause) {
      const details = { subject: 'jwks_uri' }
      throw new OidcError('discovery_invalid', 'no key set at jwks_uri', details, { cause })
    }
  }
}
