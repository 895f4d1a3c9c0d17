import type { AstroGlobal } from 'astro'
import { type Language, localizedPath, preferredLanguage } from '../../lib/i18n/languages.ts'
import { errorGuide, errorStatus } from '../../lib/oidc/errors.ts'
import { failedChecks } from '../../lib/oidc/id-token-checks.ts'
import type { Refusal } from './refusal.ts'

/** The language of the error page: that of the login, else what the browser prefers. */
export function refusalLanguage({ language }: Refusal, request: Request): Language {
  return language ?? preferredLanguage(request.headers.get('accept-language'))
}

/**
 * JSON error response for a program (`Accept: application/json`); undefined for a browser. The
 * error page has the same status and headers, see {@link refusalHead}.
 */
export function refusalJson(refusal: Refusal, request: Request): Response | undefined {
  if (!request.headers.get('accept')?.includes('application/json')) return undefined
  const { code, checks } = refusal
  const guide = localizedPath(errorGuide(code), refusalLanguage(refusal, request))
  const { status, headers } = refusalHead(refusal)
  return Response.json(
    { error: { code, checks: failedChecks(checks), guide } },
    { status, headers },
  )
}

/** Status and headers of an error response. */
export function refusalHead({ code, details, cookies, retryAfter }: Refusal): {
  readonly status: number
  readonly headers: Headers
} {
  const headers = new Headers({ 'cache-control': 'no-store', vary: 'accept, accept-language' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter))
  return { status: errorStatus(code, details), headers }
}

/**
 * Sets the status and headers of an error page.
 * @returns what the page shows, or the JSON response where the client accepts JSON
 */
export function showRefusal(
  { request, response }: Pick<AstroGlobal, 'request' | 'response'>,
  refused: Refusal,
) {
  const json = refusalJson(refused, request)
  if (json) return json
  const { status, headers } = refusalHead(refused)
  response.status = status
  for (const [name, value] of headers) response.headers.append(name, value)
  const { code, details, checks } = refused
  return { code, details, checks, language: refusalLanguage(refused, request) }
}
