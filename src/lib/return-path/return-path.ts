/** Any origin will do: a path that leaves it leaves every other one too. */
const base = 'https://genkan.invalid'

/**
 * The path to return to after a login. Only paths of this site: everything else, and everything
 * that a browser could read in two ways, becomes the fallback (open redirects, CWE-601).
 * @param value what the request asked for, such as `/ja/demo/`
 * @param fallback path of this site
 */
export function safeReturnPath(value: string | null | undefined, fallback: string): string {
  if (typeof value !== 'string' || value.length > 500 || !/^\/[\x21-\x7e]*$/.test(value)) {
    return fallback
  }
  // Browsers read `\` as `/`; `//host` and `/\host` are other hosts, encoded or not. They skip
  // tabs and line breaks: `/%09/host` becomes such a one where somebody decodes it once more.
  if (/^\/(?:[/\\]|%2f|%5c)/i.test(value)) return fallback
  if (/[\\@]|%(?:5c|[01][0-9a-f]|7f)/i.test(value)) return fallback
  const url = URL.parse(value, base)
  if (url?.origin !== base || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
