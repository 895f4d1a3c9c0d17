import type { IncomingResponse, OutgoingRequest } from './messages.ts'

/** Reads a request of the Fetch standard, its body included. */
export async function readRequest(request: Request): Promise<OutgoingRequest> {
  const { method, url, headers } = request
  if (method === 'GET') return { method, url, headers: [...headers], body: null }
  if (method === 'POST') return { method, url, headers: [...headers], body: await request.text() }
  throw new TypeError(`this server sends no ${method}`)
}

/** Reads a response of the Fetch standard, its body included. */
export async function readResponse(response: Response): Promise<IncomingResponse> {
  const { status, headers } = response
  return { status, headers: [...headers], body: await response.text() }
}

/** The request as an object of the Fetch standard, for what takes no other. */
export function webRequest({ method, url, headers, body }: OutgoingRequest): Request {
  return new Request(url, { method, headers: mutable(headers), body })
}

/**
 * Of a response of the Fetch standard what arctic reads. To make a whole one, and to read its body
 * out of a stream, takes ten times as long as to parse that body.
 */
export function briefResponse({ status, body }: IncomingResponse): Response {
  const read: Pick<Response, 'status' | 'body' | 'json'> = {
    status,
    body: null,
    json: async () => JSON.parse(body) as unknown,
  }
  return read as Response
}

const mutable = (headers: OutgoingRequest['headers']) => headers as [string, string][]
