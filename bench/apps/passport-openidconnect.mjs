// https://www.passportjs.org/packages/passport-openidconnect with express-session, whose memory
// store costs next to nothing. PKCE is not offered; the nonce is an option.
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import OpenIDConnectStrategy from 'passport-openidconnect'
import { page } from './page.mjs'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET } = process.env
const discovery = await fetch(`${ISSUER}/.well-known/openid-configuration`)
const provider = await discovery.json()

passport.use(
  new OpenIDConnectStrategy(
    {
      issuer: provider.issuer,
      authorizationURL: provider.authorization_endpoint,
      tokenURL: provider.token_endpoint,
      userInfoURL: provider.userinfo_endpoint,
      clientID: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      callbackURL: `${BASE_URL}/callback`,
      scope: ['email', 'profile'],
      nonce: true,
    },
    (issuer, profile, done) => done(null, profile),
  ),
)
passport.serializeUser(({ id, displayName, emails }, done) => {
  done(null, { id, name: displayName, email: emails?.[0]?.value })
})
passport.deserializeUser((user, done) => done(null, user))

const app = express()
app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }))
app.use(passport.authenticate('session'))

app.get('/login', passport.authenticate('openidconnect'))
app.get(
  '/callback',
  passport.authenticate('openidconnect', { successRedirect: '/', failureRedirect: '/refused' }),
)
app.get('/refused', (request, response) => response.status(403).send('The login was refused'))

app.get('/', (request, response) => {
  if (!request.user) return response.redirect('/login')
  response.send(page(request.user))
})

app.get('/session', (request, response) => response.json({ user: request.user ?? null }))

app.listen(PORT, 'localhost')
