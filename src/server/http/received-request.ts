/** A request to this server. One of the Fetch standard is such a request, and costs more to make. */
export interface ReceivedRequest {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: ReceivedHeaders
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Names in lower case. */
export interface ReceivedHeaders extends Iterable<[name: string, value: string]> {
  get(name: string): string | null
}
