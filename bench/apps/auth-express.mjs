// https://authjs.dev/reference/express, with a provider of one's own and every check it offers.
import { ExpressAuth, getSession } from '@auth/express'
import express from 'express'
import { page } from './page.mjs'

const { PORT, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET } = process.env
const config = {
  providers: [
    {
      id: 'practice',
      name: 'Practice',
      type: 'oidc',
      issuer: ISSUER,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      checks: ['pkce', 'state', 'nonce'],
    },
  ],
  secret: SECRET,
  trustHost: true,
}

const app = express()
app.use('/auth', ExpressAuth(config))

app.get('/', async (request, response) => {
  const session = await getSession(request, config)
  if (!session?.user) return response.redirect('/auth/signin')
  response.send(page(session.user))
})

app.listen(PORT, 'localhost')
