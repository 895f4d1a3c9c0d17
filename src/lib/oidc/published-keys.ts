import { type JSONWebKeySet, createLocalJWKSet, decodeProtectedHeader, errors } from 'jose'
import { verifySignature } from './verify-signature.ts'

/** One key set as the provider published it (RFC 7517). */
export class PublishedKeys {
  readonly #getKey: ReturnType<typeof createLocalJWKSet>

  /** @throws where the value is no key set */
  constructor(keySet: JSONWebKeySet) {
    this.#getKey = createLocalJWKSet(keySet)
  }

  /**
   * Whether a key that fits `alg` and `kid` of a JWS (RFC 7515, 4.1) made its signature. OIDC Core
   * 10.1 requires a `kid` where there are several keys; without one, a single match is unambiguous.
   */
  async verifies(jws: string, algorithms: readonly string[]): Promise<boolean> {
    try {
      const { alg = '', kid } = decodeProtectedHeader(jws)
      if (!algorithms.includes(alg)) return false
      const keys = await this.#fitting({ alg, ...(kid !== undefined && { kid }) })
      const verdicts = await Promise.all(keys.map((key) => verifySignature(jws, key, alg)))
      return verdicts.filter(Boolean).length === 1
    } catch {
      return false
    }
  }

  async #fitting(header: { alg: string; kid?: string }): Promise<readonly CryptoKey[]> {
    try {
      return [await this.#getKey(header)]
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
      const keys: CryptoKey[] = []
      for await (const key of error) keys.push(key)
      return keys
    }
  }
}
