/** Sets a body over several lines where it is JSON; leaves every other text as it is. */
export function prettyBody(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
