import { randomUUID } from 'node:crypto'
import { languageOfPath } from '../../lib/i18n/languages.ts'
import { authorizationUrl, generateLoginSecrets } from '../../lib/oidc/arctic.ts'
import { mayBeSecret } from '../../lib/snippets/client-id.ts'
import { safeReturnPath } from '../../lib/return-path/return-path.ts'
import { readCookies } from '../http/cookies.ts'
import { publicRequest } from '../http/public-request.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import { Recorder, recordedRequest, recordedResponse } from '../outgoing-http/recorder.ts'
import type { Runtime } from '../runtime.ts'
import { type Refusal, refusal, refusalOf } from './refusal.ts'
import { keepTranscript } from './transcript-keeping.ts'
import { connectionForOwnClient, ownClient } from './own-client.ts'
import type { Transaction } from './transaction.ts'

const defaultScopes = ['openid', 'email', 'profile']

/**
 * Begins a login: `POST /auth/login` with `provider`, `return_to` and optionally `scope`, or with
 * `client_id` and `client_secret` of a reader's own client.
 * @returns a redirect to the provider, or why there is none
 */
export async function beginLogin(received: Request, runtime: Runtime): Promise<Response | Refusal> {
  const { environment, now } = runtime
  const request = publicRequest(received, environment.siteUrl)
  if (!isSameOrigin(request, environment.siteUrl)) return refusal('cross_origin_request')
  const startedAt = now()
  const form = new URLSearchParams(await request.clone().text())
  const returnTo = safeReturnPath(form.get('return_to'), '/demo/')
  const language = languageOfPath(returnTo)
  const providerId = form.get('provider') ?? ''
  const own = ownClient(form)
  const connection = own
    ? connectionForOwnClient(providerId, runtime)
    : runtime.connections.get(providerId)
  if (connection === null) return refusal('own_client_refused', { language, returnTo })
  if (!connection) return refusal('unknown_provider', { language, returnTo })

  // Before anything is recorded or sent: a client ID goes into URLs and transcripts in the clear.
  if (own && mayBeSecret(own.clientId))
    return refusal('secret_as_client_id', { language, returnTo })

  const { provider } = connection
  const recorder = new Recorder(now)
  try {
    const metadata = await connection.metadata(recorder)
    const secrets = generateLoginSecrets()
    const location = authorizationUrl(
      { ...provider.client, ...own },
      metadata.authorizationEndpoint,
      secrets,
      readScopes(form.get('scope')),
      { prompt: 'select_account', ui_locales: language },
    )
    const transaction: Transaction = {
      id: randomUUID(),
      provider: provider.id,
      returnTo,
      language,
      startedAt,
      ...secrets,
      ...(own && { client: own }),
    }
    const cookies = await runtime.transactions.begin(transaction, readCookies(request))
    const response = redirect(location.href, cookies)
    await keepTranscript(runtime, transaction.id, [
      {
        kind: 'login_start',
        from: 'browser',
        to: 'app',
        startedAt,
        duration: now() - startedAt,
        request: await recordedRequest(request),
        response: await recordedResponse(response.clone()),
      },
      ...recorder.exchanges,
    ])
    return response
  } catch (error) {
    return refusalOf(error, { language, returnTo })
  }
}

/** A redirect after a POST (RFC 9110, 15.4.4) that sets cookies and is kept nowhere. */
export function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

// OIDC Core 3.1.2.1: without `openid` it is no OpenID Connect request; the demo may show that.
function readScopes(text: string | null): readonly string[] {
  const scopes = text?.split(' ').filter((scope) => defaultScopes.includes(scope))
  return scopes && scopes.length > 0 ? [...new Set(scopes)] : defaultScopes
}
