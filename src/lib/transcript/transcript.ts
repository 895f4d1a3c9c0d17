/** Who sends or receives a message of a login. */
export type Party = 'browser' | 'app' | 'provider'

/** What a message is for; the page has a title and an explanation for each. */
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
 * A part of a message. `masked` means that the real value was replaced before it was recorded:
 * nothing that reads a transcript can get at it.
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
  /** The query of the `Location` header, taken apart; empty where there is no redirect. */
  readonly location: readonly Field[]
  /** Text as received, secrets masked, cut after 8,000 characters; null where there was none. */
  readonly body: string | null
}

/** One request and its answer. */
export interface Exchange {
  readonly kind: ExchangeKind
  readonly from: Party
  readonly to: Party
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds until the answer was there in full; null where the app cannot know it. */
  readonly duration: number | null
  readonly request: RecordedRequest
  /** Null where no answer came. */
  readonly response: RecordedResponse | null
  /** True where the app used an answer that it had kept from an earlier login. */
  readonly cached?: true
  /** True where the app did not see the message itself and knows it from the redirect around it. */
  readonly inferred?: true
}

/** Every exchange of one login, in the order in which they were sent. */
export type Transcript = readonly Exchange[]
