import {
  maskedBody,
  maskedFields,
  maskedHeaders,
  maskedQuery,
  withoutQuery,
} from '../../lib/transcript/masking.ts'
import type {
  Exchange,
  ExchangeKind,
  RecordedRequest,
  RecordedResponse,
} from '../../lib/transcript/transcript.ts'
import { type IncomingResponse, type OutgoingRequest, headerValue } from './messages.ts'

/** Collects the messages of one login as they are sent, secrets masked on the way in. */
export class Recorder {
  readonly #now: () => number
  readonly #exchanges: Exchange[]

  /** @param now milliseconds since 1970 */
  constructor(now: () => number, earlier: readonly Exchange[] = []) {
    this.#now = now
    this.#exchanges = [...earlier]
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges
  }

  add(exchange: Exchange): void {
    this.#exchanges.push(exchange)
  }

  /** Sends a request from the app to the provider and records both messages. */
  async record(
    kind: ExchangeKind,
    request: OutgoingRequest,
    send: (request: OutgoingRequest) => Promise<IncomingResponse>,
  ): Promise<IncomingResponse> {
    const recorded = recordedRequest(request, isForm(request) ? request.body : null)
    const startedAt = this.#now()
    const exchange = { kind, from: 'app', to: 'provider', startedAt, request: recorded } as const
    const place = this.#exchanges.push({ ...exchange, duration: null, response: null })
    const response = await send(request)
    this.#exchanges[place - 1] = {
      ...exchange,
      duration: this.#now() - startedAt,
      response: recordedResponse(response, response.body),
    }
    return response
  }
}

function isForm({ headers }: OutgoingRequest): boolean {
  const type = headerValue(headers, 'content-type')
  return type?.startsWith('application/x-www-form-urlencoded') ?? false
}

/** What is recorded of a message, whether it is a plain one or of the Fetch standard. */
type HeaderFieldsOf = { readonly headers: Iterable<readonly [name: string, value: string]> }

/** @param form the body, where it is a form */
export function recordedRequest(
  { method, url, headers }: HeaderFieldsOf & { readonly method: string; readonly url: string },
  form: string | null,
): RecordedRequest {
  return {
    method,
    url: withoutQuery(url),
    query: maskedQuery(url),
    headers: maskedHeaders(headers),
    body: form === null ? [] : maskedFields(new URLSearchParams(form)),
  }
}

export function recordedResponse(
  { status, headers }: HeaderFieldsOf & { readonly status: number },
  body: string,
): RecordedResponse {
  const fields = [...headers]
  const location = headerValue(fields, 'location')
  return {
    status,
    headers: maskedHeaders(fields),
    location: location === undefined ? [] : maskedQuery(location),
    body: body === '' ? null : maskedBody(body),
  }
}
