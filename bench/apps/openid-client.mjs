// https://github.com/panva/openid-client/blob/main/examples/oidc.ts with iron-session, and with the
// check of the ID token's signature, which openid-client leaves to TLS unless told otherwise. With
// USERINFO=no the example's last request is left out.
import express from 'express'
import { getIronSession } from 'iron-session'
import * as client from 'openid-client'
import { page } from './page.mjs'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET, USERINFO } = process.env
const config = await client.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, {
  execute: [client.enableNonRepudiationChecks, client.allowInsecureRequests],
})

const app = express()
app.use(async (request, response, next) => {
  const options = { cookieName: 'session', password: SECRET }
  request.session = await getIronSession(request, response, options)
  next()
})

app.get('/login', async (request, response) => {
  const { session } = request
  session.verifier = client.randomPKCECodeVerifier()
  session.state = client.randomState()
  session.nonce = client.randomNonce()
  await session.save()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${BASE_URL}/callback`,
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(session.verifier),
    code_challenge_method: 'S256',
    state: session.state,
    nonce: session.nonce,
  })
  response.redirect(url.href)
})

app.get('/callback', async (request, response) => {
  const { session } = request
  const current = new URL(request.originalUrl, BASE_URL)
  const tokens = await client.authorizationCodeGrant(config, current, {
    pkceCodeVerifier: session.verifier,
    expectedState: session.state,
    expectedNonce: session.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  const { sub, name, email } =
    USERINFO === 'no' ? claims : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
  for (const key of ['verifier', 'state', 'nonce']) delete session[key]
  session.user = { sub, name, email }
  await session.save()
  response.redirect('/')
})

app.get('/', (request, response) => {
  const { user } = request.session
  if (!user) return response.redirect('/login')
  response.send(page(user))
})

app.get('/session', (request, response) => {
  response.json({ user: request.session.user ?? null })
})

app.listen(PORT, 'localhost')
