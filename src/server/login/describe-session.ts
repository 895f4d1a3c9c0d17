import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import { readCookies } from '../http/cookies.ts'
import type { ReceivedRequest } from '../http/received-request.ts'
import type { Runtime } from '../runtime.ts'

type SessionDescription =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true
      readonly provider: string
      readonly claims: JsonObject
      readonly checks: readonly { readonly name: string; readonly ok: boolean }[]
      /** ISO 8601. */
      readonly expiresAt: string
    }

/** Answer of `GET /auth/session`: who is signed in here, and by which checks. */
export async function describeSession(
  request: ReceivedRequest,
  { sessions }: Runtime,
): Promise<SessionDescription> {
  const record = await sessions.find(readCookies(request))
  if (!record) return { signedIn: false }
  const { provider, claims, checks, expiresAt } = record
  return {
    signedIn: true,
    provider,
    claims,
    checks: checks.map(({ name, verdict }) => ({ name, ok: verdict !== 'fail' })),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
