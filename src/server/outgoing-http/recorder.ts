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
    // Read once and sent anew: to clone a message costs more than all else that is done to it here.
    const form = isForm(request) ? await request.text() : null
    const recorded = recordedRequest(request, form)
    const sent =
      form === null ? request : new Request(request.url, { ...parts(request), body: form })
    const startedAt = this.#now()
    const exchange = { kind, from: 'app', to: 'provider', startedAt, request: recorded } as const
    const place = this.#exchanges.push({ ...exchange, duration: null, response: null })
    const { status, statusText, headers, body } = await withText(await send(sent))
    this.#exchanges[place - 1] = {
      ...exchange,
      duration: this.#now() - startedAt,
      response: recordedResponse({ status, headers }, body),
    }
    return new Response(body === '' ? null : body, { status, statusText, headers })
  }
}

const parts = ({ method, headers }: Request) => ({ method, headers })

async function withText(response: Response) {
  const { status, statusText, headers } = response
  return { status, statusText, headers, body: await response.text() }
}

function isForm({ headers }: Request): boolean {
  return headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
}

/** @param form the body, where it is a form */
export function recordedRequest(request: Request, form: string | null): RecordedRequest {
  return {
    method: request.method,
    url: withoutQuery(request.url),
    query: maskedQuery(request.url),
    headers: maskedHeaders(request.headers),
    body: form === null ? [] : maskedFields(new URLSearchParams(form)),
  }
}

export function recordedResponse(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: string,
): RecordedResponse {
  const location = headers.get('location')
  return {
    status,
    headers: maskedHeaders(headers),
    location: location === null ? [] : maskedQuery(location),
    body: body === '' ? null : maskedBody(body),
  }
}
