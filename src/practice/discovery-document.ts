import type Provider from 'oidc-provider'
import { basicScopes } from '../lib/console/project.ts'

type Middleware = Parameters<Provider['use']>[0]

/** Google's list; `azp`, `at_hash` and `hd` are sent but not listed. */
const claimsSupported = [
  ...['aud', 'email', 'email_verified', 'exp', 'family_name', 'given_name'],
  ...['iat', 'iss', 'name', 'picture', 'sub'],
]

/** Middleware: puts Google's lists of claims and scopes into the discovery document. */
export const shapeDiscoveryDocument: Middleware = async (context, next) => {
  await next()
  if (context.path !== '/.well-known/openid-configuration' || context.status !== 200) return
  // Like Google, which supports more scopes than it lists.
  const lists = { claims_supported: claimsSupported, scopes_supported: basicScopes }
  context.body = { ...(context.body as object), ...lists }
}
