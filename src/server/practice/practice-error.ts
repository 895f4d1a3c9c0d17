import { providerErrorText } from '../../lib/oidc/provider-error-text.ts'
import type { ErrorReason, ShowError } from '../../practice/google-errors.ts'

/** Header that passes an error from the provider to {@link readPracticeFailure}. */
export const practiceErrorHeader = 'x-genkan-practice-error'

/** An error of the practice provider that gets an error page: it can't be redirected to the app. */
export interface PracticeFailure {
  readonly error: string
  readonly description: string
  /** Status that the provider set. */
  readonly status: number
  /** The redirect URI of the request and its client, for an error about the redirect URI. */
  readonly redirectUri?: string
  readonly clientId?: string
  /** Chooses the explanation, where the error code does not say enough. */
  readonly reason?: ErrorReason
  /** URL of the error response, where it was not sent to the app. */
  readonly returnUrl?: string
  /** `ui_locales` of the request, as sent; may be empty. */
  readonly uiLocales: string
}

/** Error renderer for the provider: writes the error into the header instead of a page. */
export const showPracticeError: ShowError = (context, out) => {
  // Some descriptions of the library quote the request.
  const { error, description } = providerErrorText(out.error, out.error_description)
  const failure = {
    error,
    description: description ?? '',
    status: context.status,
    uiLocales: new URLSearchParams(context.querystring).get('ui_locales') ?? '',
    ...(out.redirect_uri !== undefined && { redirectUri: out.redirect_uri }),
    ...(out.client_id !== undefined && { clientId: out.client_id }),
    ...(out.reason !== undefined && { reason: out.reason }),
    ...(out.return_url !== undefined && { returnUrl: out.return_url }),
  }
  context.set(practiceErrorHeader, encodeURIComponent(JSON.stringify(failure)))
  context.body = ''
}

/** Reads the header; undefined where the response is no such error. */
export function readPracticeFailure(headers: Headers): PracticeFailure | undefined {
  const value = headers.get(practiceErrorHeader)
  return value === null ? undefined : (JSON.parse(decodeURIComponent(value)) as PracticeFailure)
}
