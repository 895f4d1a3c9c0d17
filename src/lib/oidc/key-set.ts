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

/** Milliseconds for which a fetched key set is used without asking again. */
const lifetime = 10 * 60 * 1000
/** Fetches for an unknown `kid`: so many at once, and one more each time this many ms went by. */
const missBudget = 2
const missRefill = 30 * 1000

/**
 * The provider's public keys (RFC 7517), kept between logins. A token signed by a key that is not
 * known yet causes a new fetch, so that a rotation never locks anyone out; a budget keeps tokens
 * with invented key ids from turning that into a flood.
 */
export class KeySet {
  readonly #now: () => number
  #keys: { getKey: CompactVerifyGetKey; loadedAt: number } | undefined
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
   * @param load fetches the key set; called where the kept one is old or lacks the key
   * @throws OidcError where the keys cannot be had
   */
  async verifies(jws: string, algorithms: readonly string[], load: LoadKeys): Promise<boolean> {
    const fresh = this.#keys && this.#now() - this.#keys.loadedAt < lifetime
    const getKey = fresh && this.#keys ? this.#keys.getKey : await this.#reload(load)
    const verdict = await verifyWith(getKey, jws, algorithms)
    if (verdict !== 'no_key' || !fresh || !this.#spendMiss()) return verdict === true
    return (await verifyWith(await this.#reload(load), jws, algorithms)) === true
  }

  #spendMiss(): boolean {
    const refills = Math.floor((this.#now() - this.#refilledAt) / missRefill)
    if (refills > 0) {
      this.#misses = Math.min(missBudget, this.#misses + refills)
      this.#refilledAt = this.#now()
    }
    if (this.#misses === 0) return false
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

async function verifyWith(
  getKey: CompactVerifyGetKey,
  jws: string,
  algorithms: readonly string[],
): Promise<boolean | 'no_key'> {
  const options = { algorithms: [...algorithms] }
  try {
    await compactVerify(jws, getKey, options)
    return true
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'no_key'
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
