/**
 * UTF-8 as text of one character a byte. Engines keep such a text in half the memory, and put it
 * into messages and pages many times as fast as one that has to be encoded.
 */
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** As many bytes as nearly all texts have; longer ones are decoded, of ASCII or not. */
const scratch = new Uint8Array(4096)
/** Bytes that `fromCharCode` is given at once: each is an argument. */
const atOnce = 8192

/** A text in UTF-8; a surrogate without its other half becomes U+FFFD. */
export function toUtf8(text: string): string {
  const bytes = encoder.encode(text)
  if (bytes.length === text.length) return text
  let utf8 = ''
  for (let start = 0; start < bytes.length; start += atOnce) {
    utf8 += String.fromCharCode(...bytes.subarray(start, start + atOnce))
  }
  return utf8
}

/**
 * The text that stands in UTF-8.
 * @param utf8 a character for each byte; often all of them are of ASCII
 * @throws TypeError where that is no UTF-8
 */
export function fromUtf8(utf8: string): string {
  // Characters of ASCII alone are one byte each.
  if (encoder.encodeInto(utf8, scratch).written === utf8.length) return utf8
  return decoder.decode(bytesOf(utf8))
}

/** @param characters one for each byte */
function bytesOf(characters: string): Uint8Array {
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index)
  return bytes
}
