import type { JsonObject } from '../jwt/decode-jwt.ts'
import type { CheckResult } from '../oidc/check-names.ts'
import type { Transcript } from '../transcript/transcript.ts'

/** What is kept of a login while its session lives, and shown on the demo page. */
export interface LoginRecord {
  /** `practice`, `google` or `custom`. */
  readonly provider: string
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
