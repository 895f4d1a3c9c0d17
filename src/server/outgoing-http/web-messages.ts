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

/** The response as an object of the Fetch standard, for what takes no other. */
export function webResponse({ status, headers, body }: IncomingResponse): Response {
  return new Response(body === '' ? null : body, { status, headers: mutable(headers) })
}

const mutable = (headers: OutgoingRequest['headers']) => headers as [string, string][]
