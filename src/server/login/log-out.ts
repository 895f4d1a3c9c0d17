import { safeReturnPath } from '../../lib/return-path/return-path.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { Answer } from '../http/answer.ts'
import { readCookies } from '../http/cookies.ts'
import type { ReceivedRequest } from '../http/received-request.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import type { Runtime } from '../runtime.ts'
import type { SessionRecord } from '../../lib/login/login-record.ts'
import { type Refusal, refusal } from './refusal.ts'

/**
 * Ends the session: `POST /auth/logout`. Where the provider offers `end_session_endpoint`, the
 * browser goes on to it (OpenID Connect RP-Initiated Logout 1.0, 2).
 */
export async function logOut(
  request: ReceivedRequest,
  runtime: Runtime,
): Promise<Answer | Refusal> {
  if (!isSameOrigin(request, runtime.environment.siteUrl)) return refusal('cross_origin_request')
  const form = new URLSearchParams(await request.text())
  const returnTo = safeReturnPath(form.get('return_to'), '/demo/')
  const cookies = readCookies(request)
  const record = await runtime.sessions.find(cookies)
  const ended = await runtime.sessions.end(cookies)
  const location = record ? await providerLogout(record, returnTo, runtime) : undefined
  return Answer.redirect(location ?? returnTo, [ended])
}

async function providerLogout(
  { provider, idToken }: SessionRecord,
  returnTo: string,
  { connections, environment, now }: Runtime,
): Promise<string | undefined> {
  const connection = connections.get(provider)
  try {
    const metadata = await connection?.metadata(new Recorder(now))
    if (!connection || !metadata?.endSessionEndpoint) return undefined
    const url = new URL(metadata.endSessionEndpoint)
    url.searchParams.set('id_token_hint', idToken)
    url.searchParams.set('client_id', connection.provider.client.clientId)
    url.searchParams.set('post_logout_redirect_uri', environment.siteUrl + returnTo)
    return url.href
  } catch (error) {
    // The session here is over already; a provider that is down must not hold the person up.
    if (error instanceof OidcError) return undefined
    throw error
  }
}
