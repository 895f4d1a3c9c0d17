import type { CryptoKey, JWK } from 'jose'
import type { DecodedJwt } from '../jwt/decode-jwt.ts'
import type { IdTokenCheckName } from '../oidc/check-names.ts'

/** The part of a token that a forgery changes, in display order. */
export const lieGroups = ['claims', 'signature', 'header', 'text'] as const
export type LieGroup = (typeof lieGroups)[number]

/** A key pair of the bench; no provider publishes it. */
export interface BenchKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  /** The public half, `kid` and `alg` included. */
  readonly jwk: JWK
}

/** An attacker's material: own keys, and what is public. */
export interface BenchTools {
  readonly rsa: BenchKey
  readonly ec: BenchKey
  /** The key that signed the true token, as the provider publishes it. */
  readonly providerKey: JWK
  /** Dummy for a leaked client secret. Never a real one. */
  readonly clientSecret: string
  /** Seconds since 1970. */
  readonly now: number
}

/** A forgery: makes an invalid token from a valid one. */
export interface Lie {
  readonly group: LieGroup
  /** The check that this forgery demonstrates. */
  readonly own: IdTokenCheckName
  /** Every check that fails, in order; the bench has no key of the provider. */
  readonly failing: readonly IdTokenCheckName[]
  tell(token: DecodedJwt, tools: BenchTools): Promise<string>
}
