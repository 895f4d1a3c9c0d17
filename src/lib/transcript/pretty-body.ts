/**
 * Pretty-prints a JSON body; leaves other text unchanged, and JSON that is on several lines already
 * (only a bracket on its first line).
 */
export function prettyBody(body: string): string {
  if (!/^\s*[[{](?!\n)/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
