import { readCookies } from '../http/cookies.ts'
import { callbackUri } from '../providers.ts'
import type { Runtime } from '../runtime.ts'

/** What the demo page shows. */
export async function demo(request: Request, { connections, environment, sessions }: Runtime) {
  const login = await sessions.findLogin(readCookies(request))
  return {
    record: login?.record,
    /** Of the session that is shown, where there is one. */
    sessionId: login?.id,
    providers: [...connections.values()].map(({ provider: { id, name } }) => ({ id, name })),
    googleRedirectUri: callbackUri(environment.siteUrl, 'google'),
  }
}
