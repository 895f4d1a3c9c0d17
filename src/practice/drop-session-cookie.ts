import type Provider from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]

const sessionCookie = /^practice_session(?:\.sig)?=/

/**
 * The practice provider remembers nobody: every login begins at the account chooser, so that one
 * person can be tried after the other, in several tabs at once. A session lives from the choice
 * of a person to the answer and is found through the login's own cookie.
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
