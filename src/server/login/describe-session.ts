import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { readCookies } from '../http/cookies.ts'
import { notCached } from '../http/responses.ts'
import type { Site } from '../site.ts'

interface DescribedCheck {
  readonly name: string
  readonly ok: boolean
}

type SessionDescription =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true
      readonly provider: string
      readonly claims: JsonObject
      readonly checks: readonly DescribedCheck[]
      /** ISO 8601. */
      readonly expiresAt: string
    }

/**
 * Session endpoint, `GET /auth/session`: who is signed in, and the checks of the ID token, as JSON.
 */
export async function describeSession(request: Request, site: Site): Promise<Response> {
  return Response.json(await description(request, site), { headers: notCached })
}

async function description(request: Request, { sessions }: Site): Promise<SessionDescription> {
  const record = await sessions.find(readCookies(request))
  if (!record) return { signedIn: false }
  const { provider, claims, checks, expiresAt } = record
  return {
    signedIn: true,
    provider,
    claims,
    checks: checks.map(described),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}

function described({ name, verdict }: CheckResult): DescribedCheck {
  return { name, ok: verdict !== 'fail' }
}
