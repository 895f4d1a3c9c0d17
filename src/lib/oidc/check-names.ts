/** The checks of an ID token, in the order in which they are shown. */
export const idTokenCheckNames = [
  'structure',
  'algorithm',
  'signature',
  'issuer',
  'audience',
  'authorized_party',
  'subject',
  'expiry',
  'issued_at',
  'nonce',
  'access_token_hash',
] as const
export type IdTokenCheckName = (typeof idTokenCheckNames)[number]

/** `not_applicable`: an optional claim is missing, or the token can't be decoded. */
export type Verdict = 'pass' | 'fail' | 'not_applicable'

/** What one check found, without words: each page says it in its own language. */
export interface CheckResult {
  readonly name: IdTokenCheckName
  /** Section of the specification, such as `OIDC Core 3.1.3.7 (2)`. */
  readonly source: string
  readonly verdict: Verdict
  /** The value that was required, such as the issuer's URL; seconds since 1970 for times. */
  readonly expected: string
  /** The value in the token; null where there is none. */
  readonly found: string | null
}

/** Whether a check failed. */
export function isFailure({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'fail'
}
