/** Fields of a header, names in lower case. `Set-Cookie` may come more than once. */
export type HeaderFields = readonly (readonly [name: string, value: string])[]

/** A request from this server to another. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: HeaderFields
  /** Null where there is none. */
  readonly body: string | null
}

/** An answer that is there in full. */
export interface IncomingResponse {
  readonly status: number
  readonly headers: HeaderFields
  /** The content, decoded; empty where there is none. */
  readonly body: string
}

/** A request for what is at an address, as JSON. */
export function jsonRequest(url: string, ...headers: HeaderFields): OutgoingRequest {
  return { method: 'GET', url, headers: [['accept', 'application/json'], ...headers], body: null }
}

/** @param name in lower case */
export function headerValue(headers: HeaderFields, name: string): string | undefined {
  for (const [candidate, value] of headers) if (candidate === name) return value
  return undefined
}

/** Whether a status is one of success (RFC 9110, 15.3). */
export function isSuccess({ status }: IncomingResponse): boolean {
  return status >= 200 && status < 300
}

/** The value of a body of JSON; undefined for what is none. */
export function parsedJson({ body }: IncomingResponse): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
