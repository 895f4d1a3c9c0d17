import type { JsonObject } from './jwt/json-object.ts'
import type { CheckResult } from './oidc/check-names.ts'
import type { Transcript } from './transcript/transcript.ts'

/** Who is signed in, and by which checks. */
export interface SessionRecord {
  /** `practice`, `google` or `custom`. */
  readonly provider: string
  readonly providerName: string
  /** The ID token as received: header.payload.signature. */
  readonly idToken: string
  readonly claims: JsonObject
  /** Answer of the UserInfo endpoint; null where the provider has none. */
  readonly userInfo: JsonObject | null
  readonly checks: readonly CheckResult[]
  /** Milliseconds since 1970. */
  readonly signedInAt: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** All that is kept of a login while its session lives, and shown on the demo page. */
export interface LoginRecord extends SessionRecord {
  readonly transcript: Transcript
}
