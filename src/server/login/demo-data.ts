import { readCookies } from '../http/cookies.ts'
import { callbackUri } from '../providers.ts'
import type { Site } from '../site.ts'

/** Data of the demo page. */
export async function demoData(request: Request, { connections, environment, sessions }: Site) {
  return {
    login: await sessions.findLogin(readCookies(request)),
    providers: [...connections.values()].map(({ provider: { id, name } }) => ({ id, name })),
    googleRedirectUri: callbackUri(environment.siteUrl, 'google'),
  }
}
