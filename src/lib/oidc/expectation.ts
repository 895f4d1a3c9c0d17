import type { KeptHash } from './access-token-hash.ts'

/** What the ID token of one login must match. */
export interface Expectation {
  /** Every spelling of the issuer that the provider uses; Google has two. */
  readonly issuers: readonly string[]
  readonly clientId: string
  readonly nonce: string
  readonly accessToken: string | KeptHash
  /** `id_token_signing_alg_values_supported` of the provider. */
  readonly algorithms: readonly string[]
  /**
   * Whether a key of the provider made the signature of a compact JWS.
   * @param algorithms that are accepted
   * @throws OidcError where the provider's keys can't be fetched
   */
  readonly verifySignature: (jws: string, algorithms: readonly string[]) => Promise<boolean>
  /** Seconds since 1970. */
  readonly now: number
}
