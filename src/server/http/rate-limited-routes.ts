import { timingSafeEqual } from 'node:crypto'
import type { APIContext } from 'astro'
import { demoClientId } from '../../practice/practice-provider.ts'
import type { Site } from '../site.ts'
import { clientAddress } from './client-address.ts'
import type { RateLimited } from './rate-limits.ts'

/**
 * Rate limit by route: counts a request where its route has a limit.
 * @returns seconds until a retry (`Retry-After`) where it is over the limit
 */
export async function secondsToWait(context: APIContext, site: Site): Promise<number | undefined> {
  const limited = limitOf(context)
  if (limited === undefined || !site.environment.rateLimit) return undefined
  // The demo's own token requests all come from this server: they'd share one limit.
  if (limited === 'token' && isDemoClient(context.request, site.practice.demoClientSecret)) {
    return undefined
  }
  return site.rateLimits.count(limited, visitorAddress(context, site))
}

/** The visitor's IP address: that of the connection, or `X-Forwarded-For` of a trusted proxy. */
export function visitorAddress(
  context: Pick<APIContext, 'request' | 'clientAddress'>,
  { environment }: Site,
): string {
  const forwardedFor = context.request.headers.get('x-forwarded-for') ?? undefined
  return clientAddress(context.clientAddress, forwardedFor, environment.trustedProxies)
}

// By the matched route pattern: parsing the path again could be bypassed.
function limitOf({ routePattern, params }: APIContext): RateLimited | undefined {
  // The labs sign and verify on demand, which costs as much as a login.
  if (/^\/auth\/|\/lab\//.test(routePattern)) return 'auth'
  if (routePattern === '/practice/interaction/[uid]') return 'interaction'
  if (routePattern !== '/practice/[...path]') return undefined
  const path = params.path ?? ''
  if (/^token\/?$/i.test(path)) return 'token'
  if (/^o\/oauth2\/v2\/auth\/?$/i.test(path)) return 'authorization'
  return /^o\/oauth2\/v2\/auth\//i.test(path) ? 'interaction' : undefined
}

function isDemoClient({ headers }: Request, secret: string): boolean {
  const credentials = Buffer.from(`${demoClientId}:${secret}`).toString('base64')
  const expected = Buffer.from(`Basic ${credentials}`)
  const given = Buffer.from(headers.get('authorization') ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
