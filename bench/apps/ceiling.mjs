// No framework and no library for sessions: arctic makes the request and exchanges the code, jose
// checks the ID token, UserInfo is asked and its `sub` compared, one sealed cookie holds who is signed
// in. With USERINFO=no the last request is left out.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { CodeChallengeMethod, OAuth2Client, generateCodeVerifier, generateState } from 'arctic'
import { EncryptJWT, createRemoteJWKSet, jwtDecrypt, jwtVerify } from 'jose'
import { page } from './page.mjs'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET, USERINFO } = process.env
const discovery = await fetch(`${ISSUER}/.well-known/openid-configuration`)
const provider = await discovery.json()
const keys = createRemoteJWKSet(new URL(provider.jwks_uri))
const client = new OAuth2Client(CLIENT_ID, CLIENT_SECRET, `${BASE_URL}/callback`)
const secret = Buffer.from(SECRET, 'hex')

const routes = { '/login': login, '/callback': callback, '/': showPage, '/session': showSession }

createServer((request, response) => {
  const url = new URL(request.url, BASE_URL)
  const route = routes[url.pathname]
  if (!route) return response.writeHead(404).end()
  route(request, response, url).catch(() => response.writeHead(400).end('The login was refused'))
}).listen(PORT, 'localhost')

async function login(request, response) {
  const [state, nonce, verifier] = [generateState(), generateState(), generateCodeVerifier()]
  const url = client.createAuthorizationURLWithPKCE(
    provider.authorization_endpoint,
    ...[state, CodeChallengeMethod.S256, verifier, ['openid', 'email', 'profile']],
  )
  url.searchParams.set('nonce', nonce)
  const cookie = `login=${await seal({ state, nonce, verifier }, '10m')}; Max-Age=600`
  redirect(response, url.href, [cookie])
}

async function callback(request, response, { searchParams }) {
  const { state, nonce, verifier } = await unseal(request, 'login')
  if (searchParams.get('state') !== state) throw new Error('state')
  const code = searchParams.get('code')
  const tokens = await client.validateAuthorizationCode(provider.token_endpoint, code, verifier)
  const { payload } = await jwtVerify(tokens.idToken(), keys, {
    issuer: provider.issuer,
    audience: CLIENT_ID,
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'exp', 'iat'],
  })
  if (payload.nonce !== nonce) throw new Error('nonce')
  const hash = createHash('sha256').update(tokens.accessToken()).digest()
  const expected = hash.subarray(0, 16).toString('base64url')
  if (payload.at_hash !== undefined && payload.at_hash !== expected) throw new Error('at_hash')
  const { sub, name, email } =
    USERINFO === 'no' ? payload : await userInfoOf(payload, tokens.accessToken())
  const session = await seal({ sub, name, email }, '8h')
  redirect(response, '/', [`session=${session}; Max-Age=28800`, 'login=; Max-Age=0'])
}

async function userInfoOf({ sub }, accessToken) {
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await fetch(provider.userinfo_endpoint, { headers })
  const userInfo = await answer.json()
  if (!answer.ok || userInfo.sub !== sub) throw new Error('UserInfo')
  return userInfo
}

async function showPage(request, response) {
  const user = await unseal(request, 'session').catch(() => undefined)
  if (!user) return redirect(response, '/login', [])
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(user))
}

async function showSession(request, response) {
  const user = await unseal(request, 'session').catch(() => null)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ user }))
}

function redirect(response, location, cookies) {
  const set = cookies.map((cookie) => `${cookie}; Path=/; HttpOnly; SameSite=Lax`)
  response.writeHead(302, { location, 'set-cookie': set }).end()
}

async function seal(content, lifetime) {
  const header = { alg: 'dir', enc: 'A256GCM' }
  return new EncryptJWT(content)
    .setProtectedHeader(header)
    .setExpirationTime(lifetime)
    .encrypt(secret)
}

async function unseal({ headers }, name) {
  const cookie = new RegExp(`(?:^|; )${name}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
  return (await jwtDecrypt(cookie, secret)).payload
}
