import { OidcError } from '../../lib/oidc/errors.ts'
import type { RequestHead } from '../http/public-request.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import type { Site } from '../site.ts'
import { requestAuthorization } from './begin-login.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Transaction } from './transaction.ts'

/** Times that one login is begun anew before it is refused. */
const maximumRestarts = 2

/** A callback whose answer, or the answer that it needed itself, was lost with an instance. */
interface LostCallback {
  readonly request: RequestHead
  readonly site: Site
  readonly connection: ProviderConnection
  readonly transaction: Transaction
}

/**
 * Begins a login anew, with the same client and the same way back. The provider still knows the
 * person and, where it remembers its visitors, sends them straight back.
 * @throws OidcError
 */
export async function restartLogin(lost: LostCallback): Promise<Response | Refusal> {
  const { request, site, connection, transaction } = lost
  const { returnTo, language, scopes, client, restarts } = transaction
  if (restarts >= maximumRestarts) return refusal('transaction_expired')
  const login = { returnTo, language, scopes, restarts: restarts + 1, ...(client && { client }) }
  const begun = { kind: 'login_restart', request, form: null } as const
  return requestAuthorization(begun, connection, login, site)
}

/**
 * Whether an error says that the practice provider did not answer. The instances are this provider
 * themselves: one was lost, and another has taken over. What else fails at a provider is for the
 * person to know.
 */
export function isInstanceLost(error: unknown, { provider }: ProviderConnection): boolean {
  if (provider.id !== 'practice' || !(error instanceof OidcError)) return false
  return error.code === 'provider_unreachable' && !error.details.timedOut
}
