/**
 * Errors that a link can't reproduce: responses to an app or to an embedded browser. The error
 * bench sends the request itself. Keys are the names in the URL, `/lab/errors/<name>/`.
 */
export const benchErrors = {
  invalid_client: { entry: 'invalid_client', shows: 'invalid_client' },
  client_secret_missing: { entry: 'invalid_request', shows: 'invalid_request' },
  invalid_grant: { entry: 'invalid_grant', shows: 'invalid_grant' },
  invented_code: { entry: 'invalid_grant', shows: 'invalid_grant' },
  deleted_client: { entry: 'deleted_client', shows: 'deleted_client' },
  disallowed_useragent: { entry: 'disallowed_useragent', shows: 'disallowed_useragent' },
} as const satisfies Record<string, { readonly entry: string; readonly shows: string }>

export type BenchErrorName = keyof typeof benchErrors

export const benchErrorNames = Object.keys(benchErrors) as readonly BenchErrorName[]

export function isBenchErrorName(text: string): text is BenchErrorName {
  return Object.hasOwn(benchErrors, text)
}
