import { plainText } from './plain-answer.ts'

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

/** 405 with `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowed(methods: readonly string[]): Response {
  const allow = methods.join(', ')
  return plainResponse(405, `use ${allow}`, { allow })
}

/** 415 with the one type that is taken (RFC 9110, 15.5.16). */
export function unsupportedMediaType(accept: string): Response {
  return plainResponse(415, `send the form as ${accept}`, { accept })
}

function plainResponse(
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const content = { 'content-type': 'text/plain; charset=utf-8', ...notCached }
  return new Response(plainText(status, sentence), { status, headers: { ...content, ...headers } })
}
