import {
  type CompactVerifyGetKey,
  type JSONWebKeySet,
  compactVerify,
  createLocalJWKSet,
  errors,
} from 'jose'
import { OidcError } from './errors.ts'

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
  readonly getKey: CompactVerifyGetKey
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
  #keys: LoadedKeys | undefined
  #loading: Promise<CompactVerifyGetKey> | undefined
  #misses = missBudget
  #refilledAt = 0

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Whether the signature of a JWS verifies with a key of this set (RFC 7515, 5.2). Keys in the
   * token's own header are never used.
   * @param load fetches the key set; called where the kept one is old or does not fit
   * @throws OidcError where the keys cannot be had
   */
  async verifies(jws: string, algorithms: readonly string[], load: LoadKeys): Promise<boolean> {
    const kept = this.#keys
    if (!kept || this.#now() - kept.loadedAt >= lifetime) {
      return verifiesWith(await this.#reload(load), jws, algorithms)
    }
    if (await verifiesWith(kept.getKey, jws, algorithms)) return true
    const newer = await this.#newerThan(kept, load)
    return newer !== undefined && verifiesWith(newer, jws, algorithms)
  }

  // A key that is not there yet and a new key under an old `kid`, or under none, look alike: both
  // are worth a look. Those who come while somebody looks share what is found.
  #newerThan(kept: LoadedKeys, load: LoadKeys): Promise<CompactVerifyGetKey> | undefined {
    if (this.#loading) return this.#loading
    if (this.#keys && this.#keys !== kept) return Promise.resolve(this.#keys.getKey)
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

  #reload(load: LoadKeys): Promise<CompactVerifyGetKey> {
    this.#loading ??= this.#loadOnce(load).finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #loadOnce(load: LoadKeys): Promise<CompactVerifyGetKey> {
    const keySet = await load()
    try {
      const getKey = createLocalJWKSet(keySet)
      this.#keys = { getKey, loadedAt: this.#now() }
      return getKey
    } catch (cause) {
      const details = { subject: 'jwks_uri' }
      throw new OidcError('discovery_invalid', 'no key set at jwks_uri', details, { cause })
    }
  }
}

async function verifiesWith(
  getKey: CompactVerifyGetKey,
  jws: string,
  algorithms: readonly string[],
): Promise<boolean> {
  const options = { algorithms: [...algorithms] }
  try {
    await compactVerify(jws, getKey, options)
    return true
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) {
      return verifiesWithOneOf(error, jws, options)
    }
    return false
  }
}

// OIDC Core 10.1: with several keys a `kid` is required. Without one, a single match is unambiguous.
async function verifiesWithOneOf(
  candidates: errors.JWKSMultipleMatchingKeys,
  jws: string,
  options: { algorithms: string[] },
): Promise<boolean> {
  let matches = 0
  for await (const key of candidates) {
    matches += await compactVerify(jws, key, options).then(
      () => 1,
      () => 0,
    )
  }
  return matches === 1
}
