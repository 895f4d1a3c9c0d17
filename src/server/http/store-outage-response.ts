import { type Language, languageOfRequest } from '../../lib/i18n/languages.ts'

/** `Retry-After`, seconds. */
const retryAfter = 10
/** Endpoints for programs: they get a JSON error (RFC 6749, 5.2). */
const programEndpoint = /^\/practice\/(?!o\/oauth2\/v2\/auth(?:\/|$)|interaction\/)/

/** What the error page needs during a store outage. */
export interface StoreOutage {
  readonly language: Language
  /** Whether a reload repeats the request. */
  readonly repeatable: boolean
  readonly headers: Headers
}

/**
 * Error response (503) during a store outage.
 * @param pathname of the request, decoded
 * @returns the whole response for a program, else what the error page needs
 */
export function storeOutageResponse(request: Request, pathname: string): StoreOutage | Response {
  const headers = new Headers({
    'retry-after': `${retryAfter}`,
    'cache-control': 'no-store',
    vary: 'accept, accept-language',
  })
  if (programEndpoint.test(pathname)) {
    const body = { error: 'temporarily_unavailable', error_description: 'the store is away' }
    return Response.json(body, { status: 503, headers })
  }
  if (request.headers.get('accept')?.includes('application/json')) {
    const error = { code: 'store_unavailable', checks: [], retryAfter }
    return Response.json({ error }, { status: 503, headers })
  }
  const language = languageOfRequest(pathname, request.headers.get('accept-language'))
  return { language, repeatable: request.method === 'GET', headers }
}
