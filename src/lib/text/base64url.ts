import { bytesOf } from './utf8.ts'

/**
 * The bytes that a text in Base64url without padding stands for (RFC 4648, 5; RFC 7515, 2).
 * @returns undefined for any other text
 */
export type FromBase64url = (text: string) => Uint8Array | undefined

/** By `atob`, which is wherever this runs. */
export const fromBase64url: FromBase64url = strictly((text) => {
  try {
    return bytesOf(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return undefined
  }
})

/**
 * Decoders take more than Base64url. They know `+` and `/` as well; spaces and padding, and some of
 * them anything else, they leave out, so that fewer bytes come of a text than it has room for.
 */
export function strictly(decode: FromBase64url): FromBase64url {
  return (text) => {
    if (text.length % 4 === 1 || text.includes('+') || text.includes('/')) return undefined
    const bytes = decode(text)
    return bytes?.length === Math.floor((text.length * 3) / 4) ? bytes : undefined
  }
}
