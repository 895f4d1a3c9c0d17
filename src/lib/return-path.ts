/** Dummy origin: a path that leaves it would leave every other one, too. */
const base = 'https://genkan.invalid'

/** Characters; the longest path that a page of this site asks for has about 100. */
const maximumLength = 200

/** Browsers read `\` as `/`; `//host` and `/\host` are other hosts, encoded or not. */
const otherHost = /^\/(?:[/\\]|%2f|%5c)/i

/**
 * Open redirect protection (CWE-601): the path to return to after a login. Only unambiguous paths
 * of this site; everything else becomes the fallback.
 * @param value what the request asked for, such as `/ja/demo/`
 * @param fallback path of this site
 */
export function safeReturnPath(value: string | null | undefined, fallback: string): string {
  if (typeof value !== 'string' || !/^\/[\x21-\x7e]*$/.test(value)) return fallback
  // Browsers skip tabs and line breaks: decoded once more, `/%09/host` is another host.
  if (otherHost.test(value) || /[\\@]|%(?:5c|[01][0-9a-f]|7f)/i.test(value)) return fallback
  const url = URL.parse(value, base)
  // Check again: the parser removes dot segments, so `/./%2fhost` has become `/%2fhost`.
  if (url?.origin !== base || otherHost.test(url.pathname)) return fallback
  const path = url.pathname + url.search + url.hash
  return path.length > maximumLength ? fallback : path
}
