/** Characters; the longest code that Google sends has about 80. */
const maximumLength = 2048

/** The authorization response (RFC 6749, 4.1.2; RFC 9207, 2). */
export interface CallbackParameters {
  readonly state: string | undefined
  readonly code: string | undefined
  readonly iss: string | undefined
  readonly error: string | undefined
  readonly errorDescription: string | undefined
}

/**
 * Reads the query of a callback.
 * @returns undefined where a parameter comes twice, is too long, holds control characters or is no
 * valid UTF-8 (RFC 6749, 3.1)
 */
export function readCallbackParameters(query: URLSearchParams): CallbackParameters | undefined {
  const names = ['state', 'code', 'iss', 'error', 'error_description'] as const
  for (const name of names) {
    const values = query.getAll(name)
    if (values.length > 1 || values.some((value) => !isPlain(value))) return undefined
  }
  const value = (name: (typeof names)[number]) => query.get(name) || undefined
  return {
    state: value('state'),
    code: value('code'),
    iss: value('iss'),
    error: value('error'),
    errorDescription: value('error_description'),
  }
}

function isPlain(value: string): boolean {
  // The parser replaces invalid UTF-8 by U+FFFD.
  return value.length <= maximumLength && !/[\u0000-\u001f\u007f\ufffd]/.test(value)
}
