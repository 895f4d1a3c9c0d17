import { type Language, languageOfRequest } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { sessionLifetime } from '../login/session.ts'
import type { OutageNotes } from '../store/store-outage.ts'

/** `Retry-After`, seconds. */
const retryAfter = 10
/** Endpoints for programs: they get a JSON error (RFC 6749, 5.2). */
const programEndpoint = /^\/practice\/(?!o\/oauth2\/v2\/auth(?:\/|$)|interaction\/)/

/** What the error page needs during a store outage. */
export interface StoreOutage {
  readonly language: Language
  /** Whether a reload repeats the request. */
  readonly repeatable: boolean
  /** Whether this was a log-out: the response deletes the cookie, the session may be alive. */
  readonly loggedOut: boolean
  readonly headers: Headers
}

/** Hours after which a session ends that could not be deleted. */
const hoursToLive = sessionLifetime / (60 * 60 * 1000)

/**
 * Error response (503) during a store outage.
 * @param pathname of the request, decoded
 * @returns the whole response for a program, else what the error page needs
 */
export function storeOutageResponse(
  request: Request,
  pathname: string,
  { logOutCookie }: OutageNotes,
): StoreOutage | Response {
  const headers = new Headers({
    'retry-after': `${retryAfter}`,
    'cache-control': 'no-store',
    vary: 'accept, accept-language',
  })
  const loggedOut = logOutCookie !== undefined
  if (loggedOut) headers.append('set-cookie', logOutCookie)
  if (programEndpoint.test(pathname)) {
    const body = { error: 'temporarily_unavailable', error_description: 'the store is away' }
    return Response.json(body, { status: 503, headers })
  }
  const language = languageOfRequest(pathname, request.headers.get('accept-language'))
  if (request.headers.get('accept')?.includes('application/json')) {
    const outcome = loggedOut ? { loggedOut, description: loggedOutSentence(language) } : {}
    const error = { code: 'store_unavailable', checks: [], retryAfter, ...outcome }
    return Response.json({ error }, { status: 503, headers })
  }
  return { language, repeatable: request.method === 'GET', loggedOut, headers }
}

/** Says that the session could not be deleted, and when it ends. */
export function loggedOutSentence(language: Language): string {
  return messagesIn(language)('storeAway.loggedOut.why', { hours: hoursToLive })
}
