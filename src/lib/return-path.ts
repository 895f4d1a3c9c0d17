/** Any origin will do: a path that leaves it leaves every other one too. */
const base = 'https://genkan.invalid'

/** Browsers read `\` as `/`; `//host` and `/\host` are other hosts, encoded or not. */
const otherHost = /^\/(?:[/\\]|%2f|%5c)/i

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
  // Browsers skip tabs and line breaks: `/%09/host` becomes another host where somebody decodes it
  // once more.
  if (otherHost.test(value) || /[\\@]|%(?:5c|[01][0-9a-f]|7f)/i.test(value)) return fallback
  const url = URL.parse(value, base)
  // Anew, because dots fall away: `/./%2fhost` has become `/%2fhost`.
  if (url?.origin !== base || otherHost.test(url.pathname)) return fallback
  return url.pathname + url.search + url.hash
}
