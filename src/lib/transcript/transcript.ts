/** Who sends or receives a message of a login. */
export type Party = 'browser' | 'app' | 'provider'

/** Kind of exchange; the page has a title and an explanation for each. */
export type ExchangeKind =
  | 'login_start'
  | 'login_restart'
  | 'discovery'
  | 'authorization'
  | 'callback'
  | 'token'
  | 'keys'
  | 'userinfo'

/**
 * A field of a message. `masked`: the value was replaced before it was recorded, so no reader of a
 * transcript can see it.
 */
export interface Field {
  readonly name: string
  readonly value: string
  readonly masked?: true
}

export interface RecordedRequest {
  readonly method: string
  /** URL without its query. */
  readonly url: string
  readonly query: readonly Field[]
  readonly headers: readonly Field[]
  /** Members of a form; a GET has none. */
  readonly body: readonly Field[]
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: readonly Field[]
  /** The parsed query of the `Location` header; empty without a redirect. */
  readonly location: readonly Field[]
  /** Text as received, secrets masked, cut after 8,000 characters; null where there was none. */
  readonly body: string | null
}

/** One request and its response. */
export interface Exchange {
  readonly kind: ExchangeKind
  readonly from: Party
  readonly to: Party
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds until the response was complete; null where the app cannot measure it. */
  readonly duration: number | null
  readonly request: RecordedRequest
  /** Null where no response came. */
  readonly response: RecordedResponse | null
  /** True for a response from the cache, fetched during an earlier login. */
  readonly cached?: true
  /** True where the app did not see the message and infers it from the redirects. */
  readonly inferred?: true
}

/** Every exchange of one login, in the order in which they were sent. */
export type Transcript = readonly Exchange[]
