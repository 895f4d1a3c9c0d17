import type { ShowError } from '../../practice/google-errors.ts'

/** Header by which the provider hands an error to the front door, which shows the page for it. */
export const practiceErrorHeader = 'x-genkan-practice-error'

/** An error of the practice provider that cannot be sent back to the app. */
export interface PracticeFailure {
  readonly error: string
  readonly description: string
  /** Status of the answer, as the provider chose it. */
  readonly status: number
  /** The redirect URI that was sent, and by which client, where the error is about it. */
  readonly redirectUri?: string
  readonly clientId?: string
  /** `ui_locales` of the request, as sent; may be empty. */
  readonly uiLocales: string
}

export const showPracticeError: ShowError = (context, out) => {
  const failure = {
    error: out.error,
    description: out.error_description ?? '',
    status: context.status,
    uiLocales: new URLSearchParams(context.querystring).get('ui_locales') ?? '',
    ...(out.redirect_uri !== undefined && { redirectUri: out.redirect_uri }),
    ...(out.client_id !== undefined && { clientId: out.client_id }),
  }
  context.set(practiceErrorHeader, encodeURIComponent(JSON.stringify(failure)))
  context.body = ''
}

/** Reads the header back; undefined where the answer is no such error. */
export function readPracticeFailure(headers: Headers): PracticeFailure | undefined {
  const value = headers.get(practiceErrorHeader)
  return value === null ? undefined : (JSON.parse(decodeURIComponent(value)) as PracticeFailure)
}
