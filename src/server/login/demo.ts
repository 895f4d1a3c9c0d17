import { readCookies } from '../http/cookies.ts'
import { callbackUri } from '../providers.ts'
import type { Runtime } from '../runtime.ts'

/** What the demo page shows. */
export async function demo(request: Request, { connections, environment, sessions }: Runtime) {
  const cookies = readCookies(request)
  const record = await sessions.findLogin(cookies)
  return {
    record,
    /** Of the session that is shown, where there is one. */
    sessionId: record && (await sessions.idOf(cookies)),
    providers: [...connections.values()].map(({ provider: { id, name } }) => ({ id, name })),
    googleRedirectUri: callbackUri(environment.siteUrl, 'google'),
  }
}
