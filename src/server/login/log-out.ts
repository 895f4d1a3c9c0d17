import { safeReturnPath } from '../../lib/return-path.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { seeOther } from '../http/responses.ts'
import { type Cookies, readCookies } from '../http/cookies.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import type { Site } from '../site.ts'
import { StoreUnavailable, handlingOutage, inCaseOfOutage } from '../store/store-outage.ts'
import type { SessionRecord } from '../../lib/login-record.ts'
import type { Refusal } from './refusal.ts'

/**
 * Logout, `POST /auth/logout`: ends the session. If the provider has an `end_session_endpoint`,
 * redirects there (OpenID Connect RP-Initiated Logout 1.0, 2). During a store outage the response
 * (503) deletes the cookie all the same: the reader asked this browser to forget the login.
 */
export async function logOut(request: Request, site: Site): Promise<Response | Refusal> {
  const form = new URLSearchParams(await request.text())
  const returnTo = safeReturnPath(form.get('return_to'), '/demo/')
  const cookies = readCookies(request)
  inCaseOfOutage({ logOutCookie: site.sessions.endedCookie })
  const record = await readableSession(cookies, site)
  const ended = await site.sessions.end(cookies)
  const location = record ? await providerLogout(record, returnTo, site) : undefined
  return seeOther(location ?? returnTo, [ended])
}

// A damaged session can't be read, and can be deleted.
function readableSession(cookies: Cookies, { sessions }: Site): Promise<SessionRecord | undefined> {
  return handlingOutage(() => sessions.find(cookies)).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return undefined
    throw error
  })
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
