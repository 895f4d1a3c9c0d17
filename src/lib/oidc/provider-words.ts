import type { OidcErrorDetails } from './errors.ts'

/** Characters that are shown of one text. */
const maximumLength = 300

/**
 * What a provider says of its refusal (RFC 6749, 4.1.2.1 and 5.2), fit to be shown: the text of a
 * stranger, cut, and without the characters that change how the text around them is read.
 */
export function providerWords(
  error: string,
  description: string | null | undefined,
): Required<Pick<OidcErrorDetails, 'error' | 'description'>> {
  return { error: plain(error), description: description ? plain(description) : null }
}

function plain(text: string): string {
  // Of the invisible ones only the blank stays: no control, direction mark or line separator.
  const visible = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()
  // By code points, so that no half of a surrogate pair is left over.
  const characters = [...visible]
  return characters.length > maximumLength
    ? `${characters.slice(0, maximumLength).join('')}…`
    : visible
}
