import type { JSONWebKeySet } from 'jose'
import { type Eventually, allThere, whenThere } from '../promises/eventually.ts'
import { OidcError } from './errors.ts'
import { PublishedKeys } from './published-keys.ts'
import { type VerifySignature, webVerifySignature } from './verify-signature.ts'

/** Signature algorithms that are accepted at all: asymmetric, as the client holds no signing key. */
export const acceptedAlgorithms = [
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
] as const

/** Fetches the key set of the provider; may throw an OidcError. */
export type LoadKeys = () => Promise<JSONWebKeySet>

interface LoadedKeys {
  readonly keys: PublishedKeys
  readonly loadedAt: number
}

/** Milliseconds for which a fetched key set is used without asking again. */
const lifetime = 10 * 60 * 1000
/** Fetches for tokens that do not verify: so many at once, one more after each so many ms. */
const missBudget = 2
const missRefill = 30 * 1000

/**
 * The provider's public keys (RFC 7517), kept between logins. A token that does not verify with
 * them causes a new fetch, so that a rotation never locks anyone out; a budget keeps forged tokens
 * from turning that into a flood.
 */
export class KeySet {
  readonly #now: () => number
  readonly #verifySignature: VerifySignature
  #keys: LoadedKeys | undefined
  #loading: Promise<PublishedKeys> | undefined
  #misses = missBudget
  #refilledAt = 0

  /** @param now milliseconds since 1970 */
  constructor(now: () => number, verifySignature: VerifySignature = webVerifySignature) {
    this.#now = now
    this.#verifySignature = verifySignature
  }

  /**
   * Whether the signature of a JWS verifies with a key of this set (RFC 7515, 5.2). Keys in the
   * token's own header are never used.
   * @param load fetches the key set; called where the kept one is old or does not fit
   * @throws OidcError where the keys cannot be had
   */
  verifies(jws: string, algorithms: readonly string[], load: LoadKeys): Eventually<boolean> {
    const kept = this.#keys
    if (!kept || this.#now() - kept.loadedAt >= lifetime) {
      return this.#verifiesWithNewer(this.#reload(load), jws, algorithms)
    }
    return whenThere(
      this.#verifiesWith(kept.keys, jws, algorithms),
      (verified) =>
        verified || this.#verifiesWithNewer(this.#newerThan(kept, load), jws, algorithms),
    )
  }

  async #verifiesWithNewer(
    loading: Promise<PublishedKeys> | undefined,
    jws: string,
    algorithms: readonly string[],
  ): Promise<boolean> {
    const keys = await loading
    return keys !== undefined && this.#verifiesWith(keys, jws, algorithms)
  }

  // OIDC Core 10.1: with several keys a `kid` is required. Without one, a single match is unambiguous.
  #verifiesWith(
    keys: PublishedKeys,
    jws: string,
    algorithms: readonly string[],
  ): Eventually<boolean> {
    return whenThere(keys.candidates(jws), (candidates) => {
      const fitting = candidates.filter(({ algorithm }) => algorithms.includes(algorithm))
      const [first] = fitting
      if (first && fitting.length === 1)
        return this.#verifySignature(jws, first.key, first.algorithm)
      const verdicts = fitting.map(({ key, algorithm }) =>
        this.#verifySignature(jws, key, algorithm),
      )
      return whenThere(allThere(verdicts), (all) => all.filter(Boolean).length === 1)
    })
  }

  // A key that is not there yet and a new key under an old `kid`, or under none, look alike: both
  // are worth a look. Those who come while somebody looks share what is found.
  #newerThan(kept: LoadedKeys, load: LoadKeys): Promise<PublishedKeys> | undefined {
    if (this.#loading) return this.#loading
    if (this.#keys && this.#keys !== kept) return Promise.resolve(this.#keys.keys)
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
