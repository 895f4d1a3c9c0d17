import type { OidcErrorDetails } from './errors.ts'

/** Code points shown of one text. */
const maximumLength = 300

/**
 * Sanitizes a provider's `error` and `error_description` (RFC 6749, 4.1.2.1 and 5.2) for display:
 * truncated, and without control or formatting characters that affect the text around them.
 */
export function providerErrorText(
  error: string,
  description: string | null | undefined,
): Required<Pick<OidcErrorDetails, 'error' | 'description'>> {
  return { error: plain(error), description: description ? plain(description) : null }
}

function plain(text: string): string {
  // Controls, direction marks and separators become one space.
  const visible = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()
  // Truncate by code points, to keep surrogate pairs whole.
  const characters = [...visible]
  return characters.length > maximumLength
    ? `${characters.slice(0, maximumLength).join('')}…`
    : visible
}
