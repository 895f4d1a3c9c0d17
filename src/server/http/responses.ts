/** `Cache-Control` of a response for one visitor. */
export const notCached = { 'cache-control': 'no-store' } as const

/**
 * A redirect after a POST (RFC 9110, 15.4.4).
 * @param cookies values of Set-Cookie
 */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  return withCookies(
    new Response(null, { status: 303, headers: { location, ...notCached } }),
    cookies,
  )
}

/** Adds Set-Cookie headers to a response of ours and returns it. */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
