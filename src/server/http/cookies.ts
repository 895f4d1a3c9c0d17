import { parseCookie, stringifySetCookie } from 'cookie'

export type Cookies = Readonly<Record<string, string | undefined>>

/** Parses the `Cookie` header. */
export function readCookies(request: Pick<Request, 'headers'>): Cookies {
  return parseCookie(request.headers.get('cookie') ?? '')
}

/**
 * The name of a cookie of this site. On https the `__Host-` prefix makes the browser refuse a
 * cookie that a neighbouring host planted (RFC 6265bis, 4.1.3.2).
 */
export function cookieName(name: string, siteUrl: string): string {
  return siteUrl.startsWith('https:') ? `__Host-${name}` : name
}

/**
 * A `Set-Cookie` header: `HttpOnly`, `SameSite=Lax`, `Secure` on https. `Priority=High`: of a host
 * with too many cookies, Chromium deletes these last. docs/decisions/0019 lists all cookies.
 * @param maxAge seconds; 0 deletes the cookie
 */
export function setCookie(name: string, value: string, maxAge: number, siteUrl: string): string {
  return stringifySetCookie({
    name,
    value,
    maxAge,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    priority: 'high',
    secure: siteUrl.startsWith('https:'),
  })
}
