import type { ReadableStream } from 'node:stream/web'
import { Agent, type Response as UndiciResponse, errors, fetch } from 'undici'
import { OidcError } from '../../lib/oidc/errors.ts'
import { nestsTooDeep } from '../../lib/oidc/json-depth.ts'
import { PrivateAddressError, publicLookup, refusePrivateHost } from './public-addresses.ts'

/** Sends a request and resolves with the response. */
export type Send = (request: Request) => Promise<Response>

/** Allowed targets: any address that the operator configured, or the public internet only. */
export type Reach = 'anywhere' | 'public'

/** Milliseconds from the DNS lookup to the last byte. */
const timeLimit = 5000
/** Bytes of a body, both as sent and decoded. */
const sizeLimit = 1024 * 1024

// HTTP/1.1: a time-out then closes the connection, and the next request opens another. A mute
// HTTP/2 connection would be used again.
const agentOptions = { allowH2: false, maxResponseSize: sizeLimit }
const agents: Readonly<Record<Reach, Agent>> = {
  anywhere: new Agent(agentOptions),
  public: new Agent({ ...agentOptions, connect: { lookup: publicLookup } }),
}

/** A response that was refused; the message says why. */
class BoundExceeded extends Error {
  override readonly name = 'BoundExceeded'
}

/**
 * Sends a request within bounds: 5 seconds in all, a body of 1 MB (decoded), no redirects followed,
 * no JSON nested too deep to walk through. The response has its whole body already.
 * @param reach `public` where anyone but the operator chose the address
 * @throws OidcError `provider_unreachable`
 */
export async function sendWithinBounds(request: Request, reach: Reach): Promise<Response> {
  const url = new URL(request.url)
  const signal = AbortSignal.timeout(timeLimit)
  try {
    if (reach === 'public') refusePrivateHost(url)
    const response = await fetch(url, {
      method: request.method,
      headers: outgoingHeaders(request),
      body: request.body && (await request.text()),
      redirect: 'manual',
      signal,
      dispatcher: agents[reach],
    })
    return await readResponse(response)
  } catch (error) {
    throw unreachable(url, error, signal.aborted)
  }
}

function outgoingHeaders({ headers }: Request): Record<string, string> {
  return { 'user-agent': 'node', ...Object.fromEntries(headers), 'accept-encoding': 'identity' }
}

async function readResponse({ status, headers, body }: UndiciResponse): Promise<Response> {
  if (status >= 300 && status < 400) {
    await body?.cancel().catch(() => undefined)
    throw new BoundExceeded('it answered with a redirect')
  }
  const content = body && (await readBody(body))
  if (content && nestsTooDeep(content.toString())) {
    throw new BoundExceeded('its answer is nested too deep')
  }
  return new Response(content, { status, headers: [...headers] })
}

// `maxResponseSize` bounds the bytes on the wire; this bounds what they decode to.
async function readBody(body: ReadableStream<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > sizeLimit) throw new errors.ResponseExceededMaxSizeError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function unreachable({ host, pathname }: URL, error: unknown, timedOut: boolean): OidcError {
  const reason = timedOut ? 'no full answer within 5 seconds' : boundExceeded(error)
  const subject = `${host}${pathname}: ${reason ?? 'the connection failed'}`
  const cause = reason === undefined ? error : undefined
  return new OidcError('provider_unreachable', subject, { timedOut, subject }, { cause })
}

/** Which bound an error is about; `fetch` wraps the causes. Undefined for any other error. */
function boundExceeded(error: unknown): string | undefined {
  if (error instanceof BoundExceeded) return error.message
  if (error instanceof errors.ResponseExceededMaxSizeError) return 'its answer is larger than 1 MB'
  if (error instanceof PrivateAddressError) return 'its address is not public'
  return error instanceof Error ? boundExceeded(error.cause) : undefined
}
