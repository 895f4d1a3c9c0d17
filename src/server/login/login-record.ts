import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import type { Transcript } from '../../lib/transcript/transcript.ts'
import type { ProviderId } from '../providers.ts'

/** What is kept of a login while its session lives, and shown on the demo page. */
export interface LoginRecord {
  readonly provider: ProviderId
  readonly providerName: string
  /** The ID token as received: header.payload.signature. */
  readonly idToken: string
  readonly claims: JsonObject
  /** Answer of the UserInfo endpoint; null where the provider has none. */
  readonly userInfo: JsonObject | null
  readonly checks: readonly CheckResult[]
  readonly transcript: Transcript
  /** Milliseconds since 1970. */
  readonly signedInAt: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}
