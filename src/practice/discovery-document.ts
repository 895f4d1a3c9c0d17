import type Provider from 'oidc-provider'
import { basicScopes } from '../lib/console/project.ts'

type Middleware = Parameters<Provider['use']>[0]

/** What Google lists: `azp`, `at_hash` and `hd` are sent all the same. */
const claimsSupported = [
  ...['aud', 'email', 'email_verified', 'exp', 'family_name', 'given_name'],
  ...['iat', 'iss', 'name', 'picture', 'sub'],
]

/** Gives the discovery document Google's lists instead of the library's own. */
export const shapeDiscoveryDocument: Middleware = async (context, next) => {
  await next()
  if (context.path !== '/.well-known/openid-configuration' || context.status !== 200) return
  // Google's has many more scopes than it lists.
  const lists = { claims_supported: claimsSupported, scopes_supported: basicScopes }
  context.body = { ...(context.body as object), ...lists }
}
