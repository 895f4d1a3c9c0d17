/**
 * Sets a body over several lines where it is JSON; leaves every other text as it is, and JSON whose
 * first line holds only its bracket: it is on several lines already.
 */
export function prettyBody(body: string): string {
  if (!/^\s*[[{](?!\n)/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
