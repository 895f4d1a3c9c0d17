/** `authError=` in the URL of Google's error page: a Base64-encoded protocol buffer. */
const parameter = /[?&]authError=([\w+/=%-]{8,8192})/

/**
 * Decodes the parameter `authError` of the URL of Google's error page.
 * @returns a binary string, as from `atob`; undefined where there is none
 */
function authErrorBytes(text: string): string | undefined {
  const value = parameter.exec(text)?.[1]
  if (value === undefined) return undefined
  try {
    return atob(decodeURIComponent(value).replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
}

/**
 * The readable text in `authError`, for a search: printable ASCII, everything else becomes a blank.
 */
export function authErrorWords(text: string): string {
  return authErrorBytes(text)?.replace(/[^ -~]+/g, ' ') ?? ''
}

/** The redirect URI in `authError`: the length-prefixed field after the name `redirect_uri`. */
export function authErrorRedirectUri(text: string): string | undefined {
  const bytes = authErrorBytes(text) ?? ''
  const name = 'redirect_uri\x12'
  const start = bytes.indexOf(name)
  if (start < 0) return undefined
  const [length, from] = lengthAt(bytes, start + name.length)
  const value = bytes.slice(from, from + length)
  if (length === 0 || value.length < length) return undefined
  return new TextDecoder().decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)))
}

/** Reads a varint (base 128, little-endian, up to two bytes). */
function lengthAt(bytes: string, place: number): readonly [length: number, next: number] {
  const first = bytes.charCodeAt(place)
  if (!(first >= 0x80)) return [first || 0, place + 1]
  return [(first & 0x7f) | (bytes.charCodeAt(place + 1) << 7), place + 2]
}
