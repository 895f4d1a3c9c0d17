import type { Configuration } from 'oidc-provider'

/** Header by which the provider hands an error to the front door, which shows the page for it. */
export const practiceErrorHeader = 'x-genkan-practice-error'

/** An error of the practice provider that cannot be sent back to the app. */
export interface PracticeFailure {
  readonly error: string
  readonly description: string
  /** Status of the answer, as the provider chose it. */
  readonly status: number
}

export const renderPracticeError: NonNullable<Configuration['renderError']> = (context, out) => {
  const failure = {
    error: out.error,
    description: out.error_description ?? '',
    status: context.status,
  }
  context.set(practiceErrorHeader, encodeURIComponent(JSON.stringify(failure)))
  context.body = ''
}

/** Reads the header back; undefined where the answer is no such error. */
export function readPracticeFailure(headers: Headers): PracticeFailure | undefined {
  const value = headers.get(practiceErrorHeader)
  return value === null ? undefined : (JSON.parse(decodeURIComponent(value)) as PracticeFailure)
}
