import type { CryptoKey, JWK } from 'jose'
import type { DecodedJwt } from '../jwt/decode-jwt.ts'
import type { IdTokenCheckName } from '../oidc/check-names.ts'

/** Part of the token that a lie changes, in display order. */
export const lieGroups = ['claims', 'signature', 'header', 'text'] as const
export type LieGroup = (typeof lieGroups)[number]

/** Key pair of the bench; no provider publishes it. */
export interface BenchKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  /** The public half, `kid` and `alg` included. */
  readonly jwk: JWK
}

/** What an attacker has: keys of their own, and public data. */
export interface BenchTools {
  readonly rsa: BenchKey
  readonly ec: BenchKey
  /** Public key that signed the original token, from the provider's key set. */
  readonly providerKey: JWK
  /** Dummy for a leaked client secret. Never a real one. */
  readonly clientSecret: string
  /** Seconds since 1970. */
  readonly now: number
}

/** A way to forge a token from a valid one. */
export interface Lie {
  readonly group: LieGroup
  /** The check that this lie demonstrates. */
  readonly own: IdTokenCheckName
  /** All checks that fail, in their order; the bench cannot sign with the provider's key. */
  readonly failing: readonly IdTokenCheckName[]
  tell(token: DecodedJwt, tools: BenchTools): Promise<string>
}
