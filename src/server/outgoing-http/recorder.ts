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
import type { Send } from './send-within-bounds.ts'

/** Records the messages of one login (its transcript), secrets masked before they are stored. */
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
  async record(kind: ExchangeKind, request: Request, send: Send): Promise<Response> {
    const form = isForm(request) ? await request.text() : null
    const sent =
      form === null ? request : new Request(request.url, { ...head(request), body: form })
    const recorded = recordedRequest(request, form)
    const startedAt = this.#now()
    const exchange = { kind, from: 'app', to: 'provider', startedAt, request: recorded } as const
    const place = this.#exchanges.push({ ...exchange, duration: null, response: null })
    const response = await send(sent)
    const body = await response.text()
    this.#exchanges[place - 1] = {
      ...exchange,
      duration: this.#now() - startedAt,
      response: recordedResponse(response, body),
    }
    const { status, headers } = response
    return new Response(body || null, { status, headers })
  }
}

const head = ({ method, headers }: Request) => ({ method, headers })

function isForm({ headers }: Request): boolean {
  return headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
}

/** Headers, iterable as those of the Fetch standard are; names in lower case. */
type WithHeaders = { readonly headers: Iterable<readonly [name: string, value: string]> }

/** @param form the body, where it is a form */
export function recordedRequest(
  { method, url, headers }: WithHeaders & { readonly method: string; readonly url: string },
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
  { status, headers }: WithHeaders & { readonly status: number },
  body: string,
): RecordedResponse {
  const fields = [...headers]
  const location = fields.find(([name]) => name === 'location')?.[1]
  return {
    status,
    headers: maskedHeaders(fields),
    location: location === undefined ? [] : maskedQuery(location),
    body: body === '' ? null : maskedBody(body),
  }
}
