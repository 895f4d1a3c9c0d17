import { type Dispatcher, getGlobalDispatcher } from 'undici'
import { OidcError } from '../../lib/oidc/errors.ts'
import { nestsTooDeep } from '../../lib/oidc/json-depth.ts'
import { decodeContent, isTooLong } from './content-coding.ts'
import { type IncomingResponse, type OutgoingRequest, headerValue } from './messages.ts'
import { PrivateAddressError, publicDispatcher } from './public-addresses.ts'
import { BoundExceeded, type Received, receive, sizeLimit } from './reception.ts'

/** Where a request may go: wherever its operator says, or to the public internet alone. */
export type Reach = 'anywhere' | 'public'

/**
 * Sends a request within bounds: 5 seconds in all, 1 MB read while streaming, no redirect followed,
 * nothing that nests too deep to be walked through.
 * @param reach `public` where the address came from anyone but the operator
 * @throws OidcError `provider_unreachable`
 */
export async function sendWithinBounds(
  request: OutgoingRequest,
  reach: Reach,
): Promise<IncomingResponse> {
  const url = new URL(request.url)
  try {
    const dispatcher = reach === 'public' ? publicDispatcher(url) : getGlobalDispatcher()
    return await readAnswer(await receive(dispatcher, dispatchOptions(url, request)))
  } catch (error) {
    throw unreachable(url, error)
  }
}

function dispatchOptions(
  { origin, pathname, search }: URL,
  { method, headers, body }: OutgoingRequest,
): Dispatcher.DispatchOptions {
  const fields = Object.fromEntries(headers)
  return {
    ...{ origin, path: pathname + search, method, body },
    headers: { 'user-agent': 'node', ...fields, 'accept-encoding': 'identity' },
    // One timer bounds all of it.
    ...{ headersTimeout: 0, bodyTimeout: 0 },
    // An option of undici 8 that its types leave out. `fetch` of Node 24 speaks HTTP/1.1 as well.
    ...{ allowH2: false },
  }
}

const utf8 = new TextDecoder()

async function readAnswer({ status, headers, content }: Received): Promise<IncomingResponse> {
  const encoding = headerValue(headers, 'content-encoding')
  const decoded =
    encoding === undefined ? content : await decodeContent(content, encoding, sizeLimit)
  const body = hasContent(status) ? utf8.decode(decoded) : ''
  if (nestsTooDeep(body)) throw new BoundExceeded('its answer is nested too deep')
  return { status, headers, body }
}

function hasContent(status: number): boolean {
  return status !== 204 && status !== 205
}

function unreachable({ host, pathname }: URL, error: unknown): OidcError {
  const { what, timedOut = false, cause } = explained(error)
  const subject = `${host}${pathname}: ${what}`
  return new OidcError('provider_unreachable', subject, { timedOut, subject }, { cause })
}

function explained(error: unknown): { what: string; timedOut?: boolean; cause?: unknown } {
  if (error instanceof BoundExceeded) return { what: error.message, timedOut: error.timedOut }
  if (isTooLong(error)) return { what: 'its answer is larger than 1 MB' }
  if (isPrivateAddress(error)) return { what: 'its address is not public' }
  return { what: 'the connection failed', cause: error }
}

function isPrivateAddress(error: unknown): boolean {
  if (error instanceof PrivateAddressError) return true
  return error instanceof Error && isPrivateAddress(error.cause)
}
