/**
 * A request's path with every `%` that begins no character of UTF-8 written out as `%25`, NUL
 * included. The file server and Astro each have a way of their own with such a path; this leaves
 * them a well-formed one, which is nowhere: a 404.
 */
export function wellFormed(target: string): string {
  if (!target.includes('%')) return target
  const [path = '', ...query] = target.split('?')
  if (isDecodable(path) && !path.includes('%00')) return target
  const escaped = path.replaceAll('%', '%25')
  return [escaped, ...query].join('?')
}

/** A request's path, without the query: `/demo/` of `/demo/?a=1`. */
export function pathOf(target: string): string {
  const end = target.indexOf('?')
  return end < 0 ? target : target.slice(0, end)
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
