import type { Eventually } from '../promises/eventually.ts'
import type { FromBase64url } from '../text/base64url.ts'
import type { KeptHash, LeftHalfHash } from './access-token-hash.ts'

/** What the ID token of this one login must be like. */
export interface Expectation {
  /** Every spelling of the issuer that the provider uses; Google has two. */
  readonly issuers: readonly string[]
  readonly clientId: string
  readonly nonce: string
  readonly accessToken: string | KeptHash
  /** `id_token_signing_alg_values_supported` of the provider. */
  readonly algorithms: readonly string[]
  /** Whether a key of the provider made this signature. */
  readonly verifySignature: (jws: string, algorithms: readonly string[]) => Eventually<boolean>
  /** By Web Crypto where none is given. */
  readonly leftHalfHash?: LeftHalfHash
  /** By `atob` where none is given. */
  readonly fromBase64url?: FromBase64url
  /** Seconds since 1970. */
  readonly now: number
}
