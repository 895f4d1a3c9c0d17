import { OidcError } from '../../lib/oidc/errors.ts'
import { nestsTooDeep } from '../../lib/oidc/json-depth.ts'
import { outsideScope } from './fetch-scope.ts'
import { PrivateAddressError, publicFetch } from './public-fetch.ts'

/** Milliseconds for a whole request, from the first look-up to the last byte. */
const timeLimit = 5000
/** Bytes of a body that are read. */
const sizeLimit = 1024 * 1024

/** Where a request may go: wherever its operator says, or to the public internet alone. */
export type Reach = 'anywhere' | 'public'

/**
 * Sends a request within bounds: 5 seconds in all, 1 MB read while streaming, no redirect followed,
 * nothing that nests too deep to be walked through.
 * @param reach `public` where the address came from anyone but the operator
 * @returns an answer whose body is there in full
 * @throws OidcError `provider_unreachable`
 */
export async function boundedFetch(request: Request, reach: Reach): Promise<Response> {
  const signal = AbortSignal.timeout(timeLimit)
  try {
    const response = await outsideScope(() =>
      reach === 'public'
        ? publicFetch(request, signal)
        : fetch(request, { redirect: 'manual', signal }),
    )
    const { status, statusText, headers } = response
    if (status >= 300 && status < 400) {
      await response.body?.cancel()
      throw unreachable(request, 'it answered with a redirect')
    }
    const body = await readBounded(request, response)
    return new Response(bodyless(status) ? null : body, { status, statusText, headers })
  } catch (error) {
    if (error instanceof OidcError) throw error
    if (signal.aborted) throw unreachable(request, 'no full answer within 5 seconds', true)
    if (isPrivateAddressError(error)) throw unreachable(request, 'its address is not public')
    throw unreachable(request, 'the connection failed', false, error)
  }
}

async function readBounded(request: Request, response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > sizeLimit) throw unreachable(request, 'its answer is larger than 1 MB')
    chunks.push(chunk)
  }
  const body = new Uint8Array(Buffer.concat(chunks))
  if (nestsTooDeep(body)) throw unreachable(request, 'its answer is nested too deep')
  return body
}

function isPrivateAddressError(error: unknown): boolean {
  if (error instanceof PrivateAddressError) return true
  return error instanceof Error && isPrivateAddressError(error.cause)
}

function bodyless(status: number): boolean {
  return [204, 205, 304].includes(status)
}

function unreachable(request: Request, what: string, timedOut = false, cause?: unknown): OidcError {
  const { host, pathname } = new URL(request.url)
  const details = { timedOut, subject: `${host}${pathname}: ${what}` }
  return new OidcError('provider_unreachable', `${host}${pathname}: ${what}`, details, { cause })
}
