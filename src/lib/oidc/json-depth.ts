/** Objects and arrays inside each other; a discovery document has three, claims rarely more. */
export const depthLimit = 64

const codeOf = (character: string) => character.charCodeAt(0)
const [quote, backslash] = [codeOf('"'), codeOf('\\')]
const [openArray, openObject] = [codeOf('['), codeOf('{')]
const [closeArray, closeObject] = [codeOf(']'), codeOf('}')]

/**
 * Whether JSON nests deeper than {@link depthLimit}. `JSON.parse` takes any depth, but whoever
 * walks through the value afterwards, `JSON.stringify` included, runs out of stack.
 * @param json UTF-8, of which every character that counts here is one byte
 */
export function nestsTooDeep(json: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0
    if (byte === quote) inString = !inString
    else if (inString) index += byte === backslash ? 1 : 0
    else if (byte === openArray || byte === openObject) depth += 1
    else if (byte === closeArray || byte === closeObject) depth -= 1
    if (depth > depthLimit) return true
  }
  return false
}
