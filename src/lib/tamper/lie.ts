import type { CryptoKey, JWK } from 'jose'
import type { DecodedJwt } from '../jwt/decode-jwt.ts'
import type { IdTokenCheckName } from '../oidc/check-names.ts'

/** What of a token a lie is about, in the order in which the lies are shown. */
export const lieGroups = ['claims', 'signature', 'header', 'text'] as const
export type LieGroup = (typeof lieGroups)[number]

/** A key pair of the bench, which no provider publishes. */
export interface BenchKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  /** The public half, `kid` and `alg` included. */
  readonly jwk: JWK
}

/** All that a liar has: keys of their own, and what everybody can fetch. */
export interface BenchTools {
  readonly rsa: BenchKey
  readonly ec: BenchKey
  /** The key that signed the true token, as the provider publishes it. */
  readonly providerKey: JWK
  /** Stands for a client secret that leaked. Never a real one. */
  readonly clientSecret: string
  /** Seconds since 1970. */
  readonly now: number
}

/** One way to make a false token of a true one. */
export interface Lie {
  readonly group: LieGroup
  /** The check that this lie is about. */
  readonly own: IdTokenCheckName
  /** Every check that refuses it, in their order; the bench has no key of the provider. */
  readonly failing: readonly IdTokenCheckName[]
  tell(token: DecodedJwt, tools: BenchTools): Promise<string>
}
