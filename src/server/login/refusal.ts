import type { Language } from '../../lib/i18n/languages.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { OidcError, type OidcErrorCode, type OidcErrorDetails } from '../../lib/oidc/errors.ts'

/** A login that ends without a session, and why. */
export interface Refusal {
  readonly code: OidcErrorCode
  readonly details: OidcErrorDetails
  /** Every check of the ID token where it came to that, else empty. */
  readonly checks: readonly CheckResult[]
  /** Language of the page on which the login began, where that is known. */
  readonly language?: Language
  /** Path to try again from, where that is known. */
  readonly returnTo?: string
  /** Seconds after which to try again, where waiting helps. */
  readonly retryAfter?: number
  /** Set-Cookie headers of the answer. */
  readonly cookies: readonly string[]
}

export function refusal(code: OidcErrorCode, rest: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  return { code, details: {}, checks: [], cookies: [], ...rest }
}

/** Turns the protocol code's error into a refusal; every other error is a bug and goes on. */
export function refusalOf(error: unknown, rest: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  if (error instanceof OidcError) return refusal(error.code, { ...rest, details: error.details })
  throw error
}
