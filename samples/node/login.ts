import * as oauth from 'oauth4webapi'

/** What one login remembers between its request and its answer. */
export interface LoginUnderWay {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

const issuer = new URL(setting('OIDC_ISSUER'))
const client = { client_id: setting('OIDC_CLIENT_ID') }
const clientAuthentication = oauth.ClientSecretPost(setting('OIDC_CLIENT_SECRET'))
// From the settings and not from the request, whose Host header anybody can set.
export const redirectUri = new URL(setting('OIDC_REDIRECT_URI'))

const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
const request = {
  // Plain http for a provider on this machine only.
  [oauth.allowInsecureRequests]: isLoopback,
  signal: () => AbortSignal.timeout(5_000),
}

function setting(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(`${name} is not set: copy .env.example to .env and fill it in.`)
}

let metadata: oauth.AuthorizationServer | undefined

/** The provider's metadata, fetched once. Its keys are fetched anew when one is missing. */
async function discover(): Promise<oauth.AuthorizationServer> {
  if (metadata) return metadata
  const response = await oauth.discoveryRequest(issuer, request)
  metadata = await oauth.processDiscoveryResponse(issuer, response)
  return metadata
}

/** Where to send the browser, and what to remember until it comes back. */
export async function beginLogin(): Promise<{ url: URL; login: LoginUnderWay }> {
  const { authorization_endpoint } = await discover()
  if (authorization_endpoint === undefined) throw new Error('no authorization_endpoint')
  const login = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
  }
  const url = new URL(authorization_endpoint)
  url.search = `${new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri.href,
    scope: 'openid email profile',
    state: login.state,
    nonce: login.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(login.codeVerifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
  })}`
  return { url, login }
}

/** Who logged in, according to the answer in `callback`; throws if any check fails. */
export async function finishLogin(callback: URL, login: LoginUnderWay): Promise<oauth.IDToken> {
  const provider = await discover()
  // Checks state, and iss of the answer (RFC 9207).
  const answer = oauth.validateAuthResponse(provider, client, callback, login.state)
  const response = await oauth.authorizationCodeGrantRequest(
    provider,
    client,
    clientAuthentication,
    answer,
    redirectUri.href,
    login.codeVerifier,
    request,
  )
  // Checks alg, iss, aud, azp, exp and nonce of the ID token, but not its signature.
  const tokens = await oauth.processAuthorizationCodeResponse(provider, client, response, {
    expectedNonce: login.nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(provider, response, request)
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (claims === undefined) throw new Error('no ID token')
  return claims
}
