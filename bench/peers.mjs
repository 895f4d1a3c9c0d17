/**
 * Who is measured. The app is `apps/<id>.mjs`, or `apps/<file>.mjs` where another one has told of it
 * and this is the same with `settings` in its environment. Who names `parts` takes part in those alone,
 * and in no aim. `begin` sends a visitor to log in and gives the answer that carries the
 * authorization request in `location`; `page` and `session` are where a signed-in person is named.
 */
const linked = (visitor) => visitor.get('/login')

/** Auth.js wants a token of its own in the form. */
async function withAuthJs(visitor) {
  const { csrfToken } = JSON.parse((await visitor.get('/auth/csrf')).body)
  const form = new URLSearchParams({ csrfToken, callbackUrl: `${visitor.origin}/` })
  return visitor.post('/auth/signin/practice', form.toString())
}

/** better-auth's client script asks where to go, and goes there. */
async function withBetterAuth(visitor) {
  const body = JSON.stringify({ provider: 'practice', callbackURL: `${visitor.origin}/` })
  const answer = await visitor.post('/api/auth/sign-in/social', body, 'application/json')
  const location = answer.status === 200 ? JSON.parse(answer.body).url : undefined
  return { ...answer, location }
}

/** What most apps have in common. */
const usual = { callback: '/callback', page: '/', session: '/session', begin: linked }
const withoutUserInfo = { settings: { USERINFO: 'no' }, parts: ['logins'] }

export const peers = [
  {
    id: 'genkan',
    title: 'Genkan, as served',
    packages: [],
    callback: '/auth/callback/custom',
    page: '/demo/',
    session: '/auth/session',
    begin: (visitor) => visitor.post('/auth/login', 'provider=custom&return_to=%2Fdemo%2F'),
  },
  {
    id: 'ceiling',
    title: 'arctic + jose on node:http (the ceiling)',
    packages: ['arctic', 'jose'],
    ...usual,
  },
  {
    id: 'ceiling-without-userinfo',
    file: 'ceiling',
    title: 'The ceiling, no UserInfo',
    packages: [],
    ...usual,
    ...withoutUserInfo,
  },
  {
    id: 'openid-client',
    title: 'openid-client + iron-session',
    packages: ['openid-client', 'iron-session', 'express'],
    ...usual,
  },
  {
    id: 'openid-client-without-userinfo',
    file: 'openid-client',
    title: 'openid-client + iron-session, no UserInfo',
    packages: [],
    ...usual,
    ...withoutUserInfo,
  },
  {
    id: 'express-openid-connect',
    title: 'express-openid-connect',
    packages: ['express-openid-connect', 'express'],
    ...usual,
  },
  {
    id: 'better-auth',
    title: 'better-auth (generic OAuth)',
    packages: ['better-auth', 'express'],
    callback: '/api/auth/callback/practice',
    page: '/',
    session: '/api/auth/get-session',
    begin: withBetterAuth,
  },
  {
    id: 'auth-express',
    title: '@auth/express',
    packages: ['@auth/express', 'express'],
    callback: '/auth/callback/practice',
    page: '/',
    session: '/auth/session',
    begin: withAuthJs,
  },
  {
    id: 'passport-openidconnect',
    title: 'passport-openidconnect',
    packages: ['passport-openidconnect', 'passport', 'express-session', 'express'],
    ...usual,
  },
]
