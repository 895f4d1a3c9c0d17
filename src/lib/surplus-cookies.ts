/** A cookie that the browser sent, one of several of its kind. */
export interface SentCookie {
  readonly name: string
  readonly value: string
  /** Milliseconds since 1970; undefined for an invalid cookie. */
  readonly begunAt: number | undefined
}

export interface CookieBound {
  readonly count: number
  /** Bytes of all these cookies in the `Cookie` header. */
  readonly bytes: number
}

/** Deleted per response: about 100 bytes each, and nginx takes 4 KB of response headers. */
const mostAtOnce = 16

/** Bytes of a cookie in the `Cookie` header (RFC 6265, 4.2.1), its separator included. */
export function cookieBytes({ name, value }: Pick<SentCookie, 'name' | 'value'>): number {
  return `${name}=${value}; `.length
}

/**
 * Which cookies of one kind to delete: the invalid ones, then the oldest beyond the bound. Browsers
 * limit the cookies of a host (Chromium: 180) and proxies the `Cookie` header (nginx: 8 KB).
 * @returns names
 */
export function surplusCookies(
  sent: readonly SentCookie[],
  { count, bytes }: CookieBound,
): readonly string[] {
  const invalid = sent.filter(({ begunAt }) => begunAt === undefined)
  const newestFirst = sent
    .filter(({ begunAt }) => begunAt !== undefined)
    .toSorted((a, b) => (b.begunAt ?? 0) - (a.begunAt ?? 0))
  let total = 0
  const surplus = newestFirst.filter((cookie, index) => {
    total += cookieBytes(cookie)
    return index >= count || total > bytes
  })
  return [...invalid, ...surplus.toReversed()].slice(0, mostAtOnce).map(({ name }) => name)
}
