import { timingSafeEqual } from 'node:crypto'
import { demoClientId } from '../../practice/practice-provider.ts'
import type { Runtime } from '../runtime.ts'
import { clientAddressHeader } from './client-address.ts'
import type { RateLimited } from './rate-limits.ts'
import type { ReceivedRequest } from './received-request.ts'

/**
 * Whether a request is let in. The development server, which names no address, counts nothing.
 * @param pathname of the request, decoded
 * @returns seconds to wait where it is not
 */
export async function waitingTime(
  request: ReceivedRequest,
  pathname: string,
  { environment, rateLimits, practice }: Runtime,
): Promise<number | undefined> {
  const kind = limitedKind(pathname)
  const address = request.headers.get(clientAddressHeader)
  if (kind === undefined || address === null || !environment.rateLimit) return undefined
  // The demo's own exchanges all come from this server: one visitor's flood must not end them.
  if (kind === 'token' && isDemoClient(request, practice.demoClientSecret)) return undefined
  return rateLimits.count(kind, address)
}

function limitedKind(pathname: string): RateLimited | undefined {
  // The labs sign and verify on demand, which costs as much as a login.
  if (/^\/(?:auth|(?:ja\/)?lab)\//.test(pathname)) return 'auth'
  // As the provider's router takes it: whatever the case, and with a slash behind it.
  return /^\/practice\/token\/?$/i.test(pathname) ? 'token' : undefined
}

function isDemoClient(request: ReceivedRequest, secret: string): boolean {
  const credentials = Buffer.from(`${demoClientId}:${secret}`).toString('base64')
  const expected = Buffer.from(`Basic ${credentials}`)
  const given = Buffer.from(request.headers.get('authorization') ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
