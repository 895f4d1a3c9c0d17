import { base64url } from 'jose'

/**
 * Decodes Base64url without padding (RFC 4648, 5; RFC 7515, 2).
 * @returns undefined for any other text: jose alone would skip whitespace and padding
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    return base64url.decode(text)
  } catch {
    return undefined
  }
}
