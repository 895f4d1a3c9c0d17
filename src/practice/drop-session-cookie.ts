import type Provider from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]

const sessionCookie = /^practice_session(?:\.sig)?=/

/**
 * Middleware: no single sign-on. Drops the session cookie in both directions, so that every login
 * begins at the account chooser and several tabs can log in as different people. Within one login
 * the session is found through the interaction's cookie.
 */
export const dropSessionCookies: Middleware = async (context, next) => {
  const cookies = context.req.headers.cookie?.split(/;\s*/) ?? []
  context.req.headers.cookie = cookies.filter((pair) => !sessionCookie.test(pair)).join('; ')
  await next()
  const set = [context.response.headers['set-cookie'] ?? []].flat().map(String)
  const kept = set.filter((cookie) => !sessionCookie.test(cookie))
  if (kept.length > 0) context.set('Set-Cookie', kept)
  else context.remove('Set-Cookie')
}
