// https://github.com/auth0/express-openid-connect, with the authorization code flow.
import express from 'express'
import openid from 'express-openid-connect'
import { page } from './page.mjs'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET } = process.env

const app = express()
app.use(
  openid.auth({
    issuerBaseURL: ISSUER,
    baseURL: BASE_URL,
    clientID: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    secret: SECRET,
    authRequired: false,
    authorizationParams: { response_type: 'code', scope: 'openid email profile' },
  }),
)

app.get('/', openid.requiresAuth(), (request, response) => {
  response.send(page(request.oidc.user))
})

app.get('/session', (request, response) => {
  response.json({ user: request.oidc.user ?? null })
})

app.listen(PORT, 'localhost')
