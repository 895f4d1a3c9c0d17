import { OidcError } from '../../lib/oidc/errors.ts'
import type { RequestHead } from '../http/public-request.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import type { Site } from '../site.ts'
import { requestAuthorization } from './begin-login.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Transaction } from './transaction.ts'

/** Restarts of one login before it is refused (no redirect loop). */
const maximumRestarts = 2

/**
 * A callback that failed because an instance was lost: the one that answered it, or the provider.
 */
interface LostCallback {
  readonly request: RequestHead
  readonly site: Site
  readonly connection: ProviderConnection
  readonly transaction: Transaction
}

/**
 * Restarts a login with the same client and return path. A provider with a session (single sign-on)
 * redirects straight back.
 * @throws OidcError
 */
export async function restartLogin(lost: LostCallback): Promise<Response | Refusal> {
  const { request, site, connection, transaction } = lost
  const { returnTo, scopes, client, restarts } = transaction
  if (restarts >= maximumRestarts) return refusal('transaction_expired')
  const login = { returnTo, scopes, restarts: restarts + 1, ...(client && { client }) }
  const begun = { kind: 'login_restart', request, form: null } as const
  return requestAuthorization(begun, connection, login, site)
}

/**
 * Whether an error means that an instance of this site was lost: each instance is the practice
 * provider, too, and another one has taken over. Errors of any other provider are shown.
 */
export function isInstanceLost(error: unknown, { provider }: ProviderConnection): boolean {
  if (provider.id !== 'practice' || !(error instanceof OidcError)) return false
  return error.code === 'provider_unreachable' && !error.details.timedOut
}
