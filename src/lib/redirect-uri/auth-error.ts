/** `authError=` of an address of Google's error page: base64 of a message in protocol buffers. */
const parameter = /[?&]authError=([\w+/=%-]{8,8192})/

/**
 * Reads the message that Google's error page carries in its own address.
 * @returns its bytes, one character each, as `atob` gives them; undefined where there is none
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

/** The words in `authError`, for a search: everything that is no printable ASCII is a blank. */
export function authErrorWords(text: string): string {
  return authErrorBytes(text)?.replace(/[^ -~]+/g, ' ') ?? ''
}

/** The redirect URI in `authError`: the field beside the name `redirect_uri`, by its length. */
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

/** A length in base 128, lowest first, and the place behind it; two bytes are enough here. */
function lengthAt(bytes: string, place: number): readonly [length: number, next: number] {
  const first = bytes.charCodeAt(place)
  if (!(first >= 0x80)) return [first || 0, place + 1]
  return [(first & 0x7f) | (bytes.charCodeAt(place + 1) << 7), place + 2]
}
