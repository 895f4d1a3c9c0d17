import type { Language } from '../../lib/i18n/languages.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { OidcError, type OidcErrorCode, type OidcErrorDetails } from '../../lib/oidc/errors.ts'

/** A login error: the login ends without a session. */
export interface Refusal {
  readonly code: OidcErrorCode
  readonly details: OidcErrorDetails
  /** Every check of the ID token; empty where none was run. */
  readonly checks: readonly CheckResult[]
  /** Language of the page where the login began, if known. */
  readonly language?: Language
  /** Path of the page to try again from, if known. */
  readonly returnTo?: string
  /** `Retry-After` in seconds, where waiting helps. */
  readonly retryAfter?: number
  /** Set-Cookie headers of the response. */
  readonly cookies: readonly string[]
}

export function refusal(code: OidcErrorCode, rest: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  return { code, details: {}, checks: [], cookies: [], ...rest }
}

/** Turns an {@link OidcError} into a refusal; rethrows every other error, which is a bug. */
export function refusalOf(error: unknown, rest: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  if (error instanceof OidcError) return refusal(error.code, { ...rest, details: error.details })
  throw error
}
