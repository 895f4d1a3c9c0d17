import { safeReturnPath } from '../../lib/return-path.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { seeOther } from '../http/responses.ts'
import { readCookies } from '../http/cookies.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import type { Site } from '../site.ts'
import type { SessionRecord } from '../../lib/login-record.ts'
import type { Refusal } from './refusal.ts'

/**
 * Logout, `POST /auth/logout`: ends the session. If the provider has an `end_session_endpoint`,
 * redirects there (OpenID Connect RP-Initiated Logout 1.0, 2).
 */
export async function logOut(request: Request, site: Site): Promise<Response | Refusal> {
  const form = new URLSearchParams(await request.text())
  const returnTo = safeReturnPath(form.get('return_to'), '/demo/')
  const cookies = readCookies(request)
  const record = await site.sessions.find(cookies)
  const ended = await site.sessions.end(cookies)
  const location = record ? await providerLogout(record, returnTo, site) : undefined
  return seeOther(location ?? returnTo, [ended])
}

async function providerLogout(
  { provider, idToken }: SessionRecord,
  returnTo: string,
  { connections, environment, now }: Site,
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
    // The session has ended already: a provider that is down must not block the logout.
    if (error instanceof OidcError) return undefined
    throw error
  }
}
