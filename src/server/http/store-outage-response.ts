import { type Language, languageOfPath, preferredLanguage } from '../../lib/i18n/languages.ts'

/** Seconds after which another try is worth it. */
const retryAfter = 10
/** Endpoints that only programs call: RFC 6749, 5.2 has its own form for errors. */
const programEndpoint = /^\/practice\/(?!o\/oauth2\/v2\/auth(?:\/|$)|interaction\/)/

/** Said while the shared store is away. */
export interface StoreOutage {
  readonly language: Language
  /** Whether loading the same address again does what was asked for. */
  readonly repeatable: boolean
  readonly headers: Headers
}

/**
 * Everything that an answer needs while the shared store is away, but the page itself.
 * @param pathname of the request, decoded
 * @returns the whole answer where a program asked
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
  const language =
    languageOfPath(pathname) === 'ja'
      ? 'ja'
      : preferredLanguage(request.headers.get('accept-language'))
  return { language, repeatable: request.method === 'GET', headers }
}
