import {
  maskedFields,
  maskedHeaders,
  maskedQuery,
  withoutQuery,
} from '../../lib/transcript/masking.ts'
import type { RequestHead } from '../http/public-request.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'

/**
 * The authorization request and its response, for the transcript. They pass between browser and
 * provider only; the app knows both URLs, from the redirect that it sent and the callback.
 * @param begun the exchange whose response was the redirect to the provider
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

/** The callback request and the response that ends the login, for the transcript. */
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
