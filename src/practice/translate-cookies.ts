import { parseSetCookie } from 'cookie'
import type Provider from 'oidc-provider'
import type { VisitCookies } from './visit-cookies.ts'

type Middleware = Parameters<Provider['use']>[0]

/** The names under which `oidc-provider` knows its cookies. No browser gets to see them. */
export const libraryCookies = {
  session: 'practice_session',
  interaction: 'practice_step',
  resume: 'practice_resume',
} as const

const resumePath = /^\/o\/oauth2\/v2\/auth\/([\w-]+)$/

/** The `Cookie` header by which the library finds the interaction of a visit. */
export function libraryCookieHeader(name: 'interaction' | 'resume', uid: string): string {
  return `${libraryCookies[name]}=${uid}`
}

/**
 * Middleware: replaces the library's cookies by one of ours for each visit, in both directions. The
 * library reads none that the browser sent, so nobody can pass it a cookie of its own.
 *
 * No single sign-on: its session cookie has no counterpart, so every login begins at the account
 * chooser, and several tabs can log in as different people.
 */
export function translateCookies(visits: VisitCookies): Middleware {
  return async (context, next) => {
    const { cookie = '' } = context.req.headers
    const resumed = resumePath.exec(context.path)?.[1]
    const isBound = resumed !== undefined && visits.isBound(resumed, cookie)
    context.req.headers.cookie = isBound ? libraryCookieHeader('resume', resumed) : ''
    await next()
    const set = [context.response.headers['set-cookie'] ?? []].flat().map(String)
    context.remove('Set-Cookie')
    const answer = readLibraryCookies(set)
    const cookies = [
      ...(answer.begun === undefined ? [] : [visits.begin(answer.begun)]),
      ...(resumed !== undefined && answer.hasEnded ? [visits.end(resumed)] : []),
      // The next step of a visit takes the place of the one before: no others need to go.
      ...(answer.begun !== undefined && resumed === undefined ? visits.surplus(cookie) : []),
    ]
    if (cookies.length > 0) context.set('Set-Cookie', cookies)
  }
}

/**
 * What the library's Set-Cookie headers say.
 * @returns `begun`: the `uid` of a new interaction; `hasEnded`: the resumed one is over
 */
function readLibraryCookies(headers: readonly string[]): {
  readonly begun: string | undefined
  readonly hasEnded: boolean
} {
  const set = headers.map((header) => parseSetCookie(header))
  const { interaction, resume } = libraryCookies
  return {
    begun: set.find(({ name, value }) => name === interaction && value)?.value,
    hasEnded: set.some(({ name, value }) => name === resume && !value),
  }
}
