import type { JsonObject } from './jwt/json-object.ts'
import type { CheckResult } from './oidc/check-names.ts'
import type { Transcript } from './transcript/transcript.ts'

/** A session: who is signed in, and the results of the ID token checks. */
export interface SessionRecord {
  /** `practice`, `google` or `custom`. */
  readonly provider: string
  readonly providerName: string
  /** The ID token as received: header.payload.signature. */
  readonly idToken: string
  readonly claims: JsonObject
  /** Response of the UserInfo endpoint; null where the provider has none. */
  readonly userInfo: JsonObject | null
  readonly checks: readonly CheckResult[]
  /** Milliseconds since 1970. */
  readonly signedInAt: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** A session with the transcript of its login, as the demo page shows it. */
export interface LoginRecord extends SessionRecord {
  readonly transcript: Transcript
}
