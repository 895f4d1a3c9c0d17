import {
  maskedFields,
  maskedHeaders,
  maskedQuery,
  withoutQuery,
} from '../../lib/transcript/masking.ts'
import type { RequestHead } from '../http/public-request.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'

/**
 * The authorization request and its answer, which pass between browser and provider alone. Both
 * addresses are known all the same: one is the redirect that the app sent, the other the request
 * that came back.
 * @param begun the exchange whose answer carried the redirect
 * @param receivedAt milliseconds since 1970
 */
export function authorizationExchange(
  begun: Exchange,
  callback: RequestHead,
  receivedAt: number,
): Exchange {
  const location = begun.response?.headers.find(({ name }) => name === 'location')?.value ?? ''
  const startedAt = begun.startedAt + (begun.duration ?? 0)
  return {
    kind: 'authorization',
    from: 'browser',
    to: 'provider',
    startedAt,
    duration: receivedAt - startedAt,
    inferred: true,
    request: {
      method: 'GET',
      url: location,
      query: begun.response?.location ?? [],
      headers: [],
      body: [],
    },
    response: {
      status: 303,
      headers: maskedFields([['location', withoutQuery(callback.url)]]),
      location: maskedQuery(callback.url),
      body: null,
    },
  }
}

/** The request that brought the code, and the answer that ends the login. */
export function callbackExchange(
  request: RequestHead,
  returnTo: string,
  receivedAt: number,
  signedInAt: number,
): Exchange {
  return {
    kind: 'callback',
    from: 'browser',
    to: 'app',
    startedAt: receivedAt,
    duration: signedInAt - receivedAt,
    request: {
      method: request.method,
      url: withoutQuery(request.url),
      query: maskedQuery(request.url),
      headers: maskedHeaders(request.headers),
      body: [],
    },
    response: {
      status: 303,
      headers: maskedFields([
        ['location', withoutQuery(returnTo)],
        ['set-cookie', 'genkan_session='],
      ]),
      location: [],
      body: null,
    },
  }
}
