/**
 * Normalizes a request target: in a path with an invalid percent escape (not UTF-8, or NUL) every
 * `%` becomes `%25`. The file server and Astro each handle such a path differently; now both answer
 * 404.
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
