import { languageOfPath } from '../../lib/i18n/languages.ts'
import { authorizationUrl } from '../../lib/oidc/arctic.ts'
import { mayBeSecret } from '../../lib/snippets/client-id.ts'
import { safeReturnPath } from '../../lib/return-path.ts'
import { seeOther } from '../http/responses.ts'
import { readCookies } from '../http/cookies.ts'
import { type RequestHead, publicRequest } from '../http/public-request.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { Recorder, recordedRequest, recordedResponse } from '../outgoing-http/recorder.ts'
import type { Site } from '../site.ts'
import { type Refusal, refusal, refusalOf } from './refusal.ts'
import { connectionForOwnClient, ownClient } from './own-client.ts'
import type { TransactionStart } from './transaction.ts'
import { defaultScopes, newTransaction } from './transaction-content.ts'

/**
 * Begins a login: `POST /auth/login` with `provider`, `return_to` and optionally `scope`, or with
 * `client_id` and `client_secret` of a reader's own client.
 * @returns a redirect to the provider, or a refusal
 */
export async function beginLogin(received: Request, site: Site): Promise<Response | Refusal> {
  const { environment } = site
  const request = publicRequest(received, environment.siteUrl)
  const sent = await received.text()
  const form = new URLSearchParams(sent)
  const returnTo = safeReturnPath(form.get('return_to'), '/demo/')
  const language = languageOfPath(returnTo)
  const providerId = form.get('provider') ?? ''
  const own = ownClient(form)
  const connection = own
    ? connectionForOwnClient(providerId, site)
    : site.connections.get(providerId)
  if (connection === null) return refusal('own_client_refused', { language, returnTo })
  if (!connection) return refusal('unknown_provider', { language, returnTo })

  // A client ID is not masked in URLs and transcripts: check it before anything is sent or
  // recorded.
  if (own && mayBeSecret(own.clientId))
    return refusal('secret_as_client_id', { language, returnTo })

  const scopes = readScopes(form.get('scope'))
  const login = { returnTo, scopes, restarts: 0, ...(own && { client: own }) }
  try {
    const begun = { kind: 'login_start', request, form: sent } as const
    return await requestAuthorization(begun, connection, login, site)
  } catch (error) {
    return refusalOf(error, { language, returnTo })
  }
}

/** The part of a transaction that a restart keeps. */
type Login = Omit<TransactionStart, 'provider' | 'startedAt'>

/** The request that the redirect to the provider answers. */
interface Begun {
  readonly kind: 'login_start' | 'login_restart'
  readonly request: RequestHead
  /** Its body, if that is a form. */
  readonly form: string | null
}

/**
 * Redirects the browser to the provider: a new authorization request with secrets of its own.
 * @throws OidcError
 */
export async function requestAuthorization(
  { kind, request, form }: Begun,
  connection: ProviderConnection,
  login: Login,
  site: Site,
): Promise<Response> {
  const { now } = site
  const startedAt = now()
  const recorder = new Recorder(now)
  const { provider } = connection
  const metadata = await connection.metadata(recorder)
  const transaction = newTransaction({ provider: provider.id, startedAt, ...login })
  const location = authorizationUrl(
    { ...provider.client, ...login.client },
    metadata.authorizationEndpoint,
    transaction,
    login.scopes,
    // No account chooser on a restart: the person has just chosen an account.
    {
      ...(kind === 'login_start' && { prompt: 'select_account' }),
      ui_locales: transaction.language,
    },
  )
  const cookies = await site.transactions.begin(transaction, readCookies(request))
  const response = seeOther(location.href, cookies)
  await site.pendingTranscripts.keep(transaction.id, [
    {
      kind,
      from: 'browser',
      to: 'app',
      startedAt,
      duration: now() - startedAt,
      request: recordedRequest(request, form),
      response: recordedResponse(response, ''),
    },
    // Of a cached document a copy in each login under way would be most of what is stored.
    ...recorder.exchanges.filter(({ cached }) => !cached),
  ])
  return response
}

// Known scopes only. Without `openid` it is plain OAuth 2.0 (OIDC Core 3.1.2.1), which is allowed.
function readScopes(text: string | null): readonly string[] {
  const scopes = text?.split(' ').filter((scope) => defaultScopes.includes(scope))
  return scopes && scopes.length > 0 ? [...new Set(scopes)] : defaultScopes
}
