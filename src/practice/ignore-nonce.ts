import type { IncomingMessage } from 'node:http'
import type Provider from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]

/**
 * Middleware: removes `nonce` from an authorization request without `openid`. Such a request is
 * plain OAuth 2.0, which ignores unknown parameters (RFC 6749, 3.1); the library would refuse it.
 */
export const ignoreNonceWithoutOpenid: Middleware = async (context, next) => {
  const { nonce, ...others } = context.query
  const scopes = [context.query.scope ?? []].flat().join(' ').split(' ')
  const plain = context.path === '/o/oauth2/v2/auth' && !scopes.includes('openid')
  if (plain && nonce !== undefined) {
    const request: IncomingMessage & { originalUrl?: string } = context.req
    const mount = request.originalUrl?.slice(0, -context.url.length) ?? ''
    context.query = others
    // oidc-provider derives its mount path from the difference between `originalUrl` and `url`.
    request.originalUrl = mount + context.url
  }
  await next()
}
