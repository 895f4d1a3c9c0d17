/** Levels of nested objects and arrays; a discovery document has three, claims rarely more. */
export const depthLimit = 64

const codeOf = (character: string) => character.charCodeAt(0)
const [quote, backslash] = [codeOf('"'), codeOf('\\')]
const [openArray, openObject] = [codeOf('['), codeOf('{')]
const [closeArray, closeObject] = [codeOf(']'), codeOf('}')]

/**
 * Whether JSON nests deeper than {@link depthLimit}. `JSON.parse` takes any depth, but a recursive
 * walk through the value, such as that of `JSON.stringify`, overflows the stack.
 */
export function nestsTooDeep(json: string): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index)
    if (code === quote) inString = !inString
    else if (inString) index += code === backslash ? 1 : 0
    else if (code === openArray || code === openObject) depth += 1
    else if (code === closeArray || code === closeObject) depth -= 1
    if (depth > depthLimit) return true
  }
  return false
}
