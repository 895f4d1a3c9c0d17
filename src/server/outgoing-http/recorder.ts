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
    request: Request,
    send: (request: Request) => Promise<Response>,
  ): Promise<Response> {
    const recorded = await recordedRequest(request.clone())
    const startedAt = this.#now()
    const place = this.#exchanges.push({
      kind,
      from: 'app',
      to: 'provider',
      startedAt,
      duration: null,
      request: recorded,
      response: null,
    })
    const response = await send(request)
    this.#exchanges[place - 1] = {
      kind,
      from: 'app',
      to: 'provider',
      startedAt,
      duration: this.#now() - startedAt,
      request: recorded,
      response: await recordedResponse(response.clone()),
    }
    return response
  }
}

export async function recordedRequest(request: Request): Promise<RecordedRequest> {
  const isForm = request.headers
    .get('content-type')
    ?.startsWith('application/x-www-form-urlencoded')
  return {
    method: request.method,
    url: withoutQuery(request.url),
    query: maskedQuery(request.url),
    headers: maskedHeaders(request.headers),
    body: isForm ? maskedFields(new URLSearchParams(await request.text())) : [],
  }
}

export async function recordedResponse(response: Response): Promise<RecordedResponse> {
  const location = response.headers.get('location')
  const body = await response.text()
  return {
    status: response.status,
    headers: maskedHeaders(response.headers),
    location: location === null ? [] : maskedQuery(location),
    body: body === '' ? null : maskedBody(body),
  }
}
