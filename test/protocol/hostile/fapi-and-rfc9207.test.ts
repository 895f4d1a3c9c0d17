import { describe, expect, it } from 'vitest'
import { type Case, expectCase } from '../../support/hostile-cases.ts'
import type { HostileSite } from '../../support/hostile-site.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const signsIn = 'signs in'
const refused = 'id_token_invalid'
const absent = undefined
// A hash that belongs to no known algorithm cannot be right either.
const unknownAlgorithm = ['algorithm', 'signature', 'access_token_hash']
const evil = 'https://evil.example'
const promised = { authorization_response_iss_parameter_supported: absent }

describe('authorization response', () => {
  it.each<Case>([
    ['invalid-authorization-response-iss', { response: { iss: evil } }, 'response_issuer_mismatch'],
    [
      'invalid-authorization-response-iss: where none was promised',
      { discovery: promised, response: { iss: evil } },
      'response_issuer_mismatch',
    ],
    [
      'invalid-authorization-response-iss: with an error',
      { response: { iss: evil, code: absent, error: 'access_denied' } },
      'response_issuer_mismatch',
    ],
    [
      'remove-authorization-response-iss',
      { response: { iss: absent } },
      'response_issuer_mismatch',
    ],
    [
      'remove-authorization-response-iss: with an error',
      { response: { iss: absent, code: absent, error: 'access_denied' } },
      'response_issuer_mismatch',
    ],
    [
      'remove-authorization-response-iss: where none was promised',
      { discovery: promised, response: { iss: absent } },
      signsIn,
    ],
    ['missing state', { response: { state: absent } }, 'state_mismatch'],
    ['missing state: empty', { response: { state: '' } }, 'state_mismatch'],
    ['wrong state', { response: { state: 'A'.repeat(43) } }, 'state_mismatch'],
    ['missing code', { response: { code: absent } }, 'invalid_callback'],
    ['missing code: empty', { response: { code: '' } }, 'invalid_callback'],
    [
      'an error in place of a code',
      { response: { code: absent, error: 'access_denied' } },
      'provider_error',
    ],
    ['an error beside a code', { response: { error: 'access_denied' } }, 'provider_error'],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))

  it.each(['state', 'code', 'iss', 'error'])('repeated %s: no token request', async (name) => {
    const outcome = await site.logIn({}, { tamper: doubled(name) })
    expect([outcome.result, outcome.status]).toEqual(['invalid_callback', 400])
    expect(outcome.signedIn).toBe(false)
    expect(outcome.asked).not.toContain('token')
  })
})

function doubled(name: string): (callback: URL) => void {
  return ({ searchParams }) => {
    const value = searchParams.get(name) ?? 'access_denied'
    searchParams.set(name, value)
    searchParams.append(name, value)
  }
}

describe('token response', () => {
  it.each<Case>([
    ['token_type in another case', { tokens: { token_type: 'bEARER' } }, signsIn],
    ['token response without expires_in', { tokens: { expires_in: absent } }, signsIn],
    ['token response without refresh_token', { tokens: { refresh_token: absent } }, signsIn],
    ['token_type of another kind', { tokens: { token_type: 'DPoP' } }, 'code_exchange_failed'],
    ['token_type missing', { tokens: { token_type: absent } }, 'code_exchange_failed'],
    ['access_token missing', { tokens: { access_token: absent } }, 'code_exchange_failed'],
    ['access_token empty', { tokens: { access_token: '' } }, 'code_exchange_failed'],
    ['access_token a number', { tokens: { access_token: 7 } }, 'code_exchange_failed'],
    [
      'access_token with a line break',
      { tokens: { access_token: 'a\r\nx-evil: 1' } },
      'code_exchange_failed',
    ],
    ['id_token missing', { tokens: { id_token: absent } }, refused, 'structure'],
    ['id_token an object', { tokens: { id_token: {} } }, refused, 'structure'],
    ['id_token empty', { tokens: { id_token: '' } }, refused, 'structure'],
    ['400 invalid_grant', { refuses: { error: 'invalid_grant' } }, 'code_exchange_failed'],
    [
      '400 with a description that is too long',
      { refuses: { error: 'x'.repeat(9000), error_description: 'y'.repeat(9000) } },
      'code_exchange_failed',
    ],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('ID token', () => {
  it.each<Case>([
    ['missing-exp', { claims: { exp: absent } }, refused, 'expiry'],
    ['expired-exp', { claims: { exp: 1_700_000_000 } }, refused, 'expiry'],
    ['null-alg', { token: 'alg null' }, refused, ...unknownAlgorithm],
    ['null-alg: missing', { token: 'alg missing' }, refused, ...unknownAlgorithm],
    [
      'alternate-alg',
      { token: 'ES256 by a published key', keys: 'an elliptic one beside' },
      refused,
      'algorithm',
      'signature',
    ],
    [
      'invalid-secondary-aud',
      { claims: { aud: ['genkan-test', 'somebody-else'], azp: 'genkan-test' } },
      refused,
      'audience',
    ],
    ['valid-aud-as-array', { claims: { aud: ['genkan-test'] } }, signsIn],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('words of the provider on the error page', () => {
  const words = `evil\u202Etxt ${'long '.repeat(100)}<script>alert(1)</script>`

  it.each([
    ['in the callback', { response: { code: absent, error: 'odd', error_description: words } }],
    ['in the token response', { refuses: { error: 'odd', error_description: words } }],
  ])('%s are text, short and plain', async (_, misbehaviour) => {
    const { answer } = await site.logIn(misbehaviour, { accept: 'text/html' })
    const quoted = answer.html().querySelector('main q')?.text ?? ''
    expect(quoted).toMatch(/^evil ?txt long/)
    expect(quoted.length).toBeLessThanOrEqual(301)
    expect(answer.body).not.toMatch(/\u202E|<script>alert/)
  })
})
