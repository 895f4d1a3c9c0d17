const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Decodes UTF-8. @throws TypeError where the bytes are no UTF-8 */
export function textOfUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** @param characters one for each byte */
export function bytesOf(characters: string): Uint8Array {
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index)
  return bytes
}
