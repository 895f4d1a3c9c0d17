import { Agent } from 'undici'

/**
 * Loaded into a server ahead of everything else: what goes to Google is answered by the origin in
 * GOOGLE_STAND_IN. Everything else goes where it should.
 */
const standIn = process.env['GOOGLE_STAND_IN']
if (standIn === undefined) throw new Error('GOOGLE_STAND_IN is not set')

/** Google's endpoints (discovery document of 2026-08-07), and their paths at the stand-in. */
const endpoints = new Map([
  [
    'https://accounts.google.com/.well-known/openid-configuration',
    '/.well-known/openid-configuration',
  ],
  ['https://oauth2.googleapis.com/token', '/token'],
  ['https://www.googleapis.com/oauth2/v3/certs', '/jwks'],
  ['https://openidconnect.googleapis.com/v1/userinfo', '/userinfo'],
])

const { dispatch } = Agent.prototype
Agent.prototype.dispatch = function (options, handler) {
  const path = endpoints.get(`${String(options.origin)}${options.path}`)
  const target = path === undefined ? options : { ...options, origin: standIn, path }
  return dispatch.call(this, target, handler)
}
