interface ErrorEntry {
  /** HTTP status of the response that shows the error (RFC 9110, 15). */
  readonly status: 400 | 403 | 404 | 429 | 502
}

/**
 * Registry of login errors. The messages of a code are `error.<code>.*` in the catalogues; the
 * section of the troubleshooting page with the code as its anchor explains it.
 */
export const errorRegistry = {
  state_mismatch: { status: 400 },
  transaction_expired: { status: 400 },
  response_issuer_mismatch: { status: 400 },
  provider_error: { status: 400 },
  code_exchange_failed: { status: 400 },
  provider_unreachable: { status: 502 },
  discovery_invalid: { status: 502 },
  id_token_invalid: { status: 400 },
  userinfo_subject_mismatch: { status: 400 },
  invalid_callback: { status: 400 },
  unknown_provider: { status: 404 },
  cross_origin_request: { status: 403 },
  own_client_refused: { status: 403 },
  secret_as_client_id: { status: 400 },
  rate_limited: { status: 429 },
} as const satisfies Record<string, ErrorEntry>

export type OidcErrorCode = keyof typeof errorRegistry

/** What is known about an error beyond its code. Never a token, a code or a secret. */
export interface OidcErrorDetails {
  /** True where the request to the provider timed out. */
  readonly timedOut?: boolean
  /** `error` of the provider's response (RFC 6749, 4.1.2.1 and 5.2). */
  readonly error?: string
  /** Its `error_description`. */
  readonly description?: string | null
  /** The field, endpoint or limit concerned. */
  readonly subject?: string
}

/** A protocol error; it ends the login. */
export class OidcError extends Error {
  override readonly name = 'OidcError'
  readonly code: OidcErrorCode
  readonly details: OidcErrorDetails

  constructor(
    code: OidcErrorCode,
    message: string,
    details: OidcErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** HTTP status of the response that shows an error: 504 instead of 502 after a timeout. */
export function errorStatus(code: OidcErrorCode, details: OidcErrorDetails = {}): number {
  return details.timedOut ? 504 : errorRegistry[code].status
}

/** Path of the explanation of a code, on the English pages. */
export function errorGuide(code: OidcErrorCode): string {
  return `/guide/troubleshooting/#${code}`
}
