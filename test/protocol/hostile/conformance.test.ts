import { describe, expect, it } from 'vitest'
import { type Case, expectCase } from '../../support/hostile-cases.ts'
import { HostileSite } from '../../support/hostile-site.ts'
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

const idTokens: Case[] = [
  ['oidcc-client-test', {}, signsIn],
  ['invalid-iss', { claims: { iss: 'https://evil.example' } }, refused, 'issuer'],
  ['invalid-aud', { claims: { aud: 'somebody-else' } }, refused, 'audience'],
  ['missing-sub', { claims: { sub: absent } }, refused, 'subject'],
  ['missing-iat', { claims: { iat: absent } }, refused, 'issued_at'],
  ['missing-aud', { claims: { aud: absent } }, refused, 'audience'],
  ['nonce-invalid', { claims: { nonce: 'of-another-login' } }, refused, 'nonce'],
  ['nonce-invalid: missing', { claims: { nonce: absent } }, refused, 'nonce'],
  ['kid-absent-single-jwks', { token: 'no kid' }, signsIn],
  ['kid-absent-single-jwks: no kid there either', nameless('one, without kid'), signsIn],
  ['kid-absent-multiple-jwks: one of them verifies', nameless('two, without kid'), signsIn],
  [
    'kid-absent-multiple-jwks: none verifies',
    nameless('two, without kid, both foreign'),
    refused,
    'signature',
  ],
  [
    'kid-absent-multiple-jwks: more than one verifies',
    nameless('the same twice, without kid'),
    refused,
    'signature',
  ],
  ['idtoken-sig-rs256', { header: { alg: 'RS256' } }, signsIn],
  ['idtoken-sig-none', { token: 'alg none' }, refused, ...unknownAlgorithm],
  ['invalid-sig-rs256', { token: 'signature flipped' }, refused, 'signature'],
  [
    'invalid-sig-hs256: signed with the client secret',
    { token: 'HS256 with the client secret' },
    refused,
    ...unknownAlgorithm,
  ],
  [
    'invalid-sig-hs256: signed with the public key as the secret',
    { token: 'HS256 with the public key' },
    refused,
    ...unknownAlgorithm,
  ],
  [
    'invalid-sig-es256',
    { token: 'ES256 by a key that is not published' },
    refused,
    'algorithm',
    'signature',
  ],
  [
    'wrong key, right kid, alg and claims',
    { token: 'another key, right kid' },
    refused,
    'signature',
  ],
  ['invalid-athash', { claims: { at_hash: 'A'.repeat(22) } }, refused, 'access_token_hash'],
  ['missing-athash', { claims: { at_hash: absent } }, signsIn],
]

function nameless(keys: NonNullable<Case[1]['keys']>): Case[1] {
  return { keys, token: 'no kid' }
}

describe('conformance: ID token', () => {
  it.each(idTokens)('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('conformance: UserInfo and client', () => {
  it.each<Case>([
    ['userinfo-invalid-sub', { userinfo: { sub: '43' } }, 'userinfo_subject_mismatch'],
    ['userinfo-invalid-sub: missing', { userinfo: { sub: absent } }, 'userinfo_subject_mismatch'],
    ['userinfo-invalid-sub: a number', { userinfo: { sub: 42 } }, 'userinfo_subject_mismatch'],
  ])('%s', async (...row: Case) => {
    expect((await expectCase(site, row)).asked).toContain('userinfo')
  })

  it('client-secret-basic, userinfo-bearer-header, scope-userinfo-claims', async () => {
    const { result, answer, client } = await site.logIn()
    expect(result).toBe(signsIn)
    const [token, userinfo] = ['token', 'userinfo'].map((name) =>
      site.provider.requests.findLast(({ endpoint }) => endpoint === name),
    )
    const credentials = `${site.provider.client.id}:${site.provider.client.secret}`
    expect(token?.headers.authorization).toBe(
      `Basic ${Buffer.from(credentials).toString('base64')}`,
    )
    expect(token?.body.has('client_secret')).toBe(false)
    expect(userinfo?.headers.authorization).toMatch(/^Bearer planted-access-/)
    expect(userinfo?.path).toBe('/userinfo')
    const page = await client.follow(answer)
    expect(page.body).toContain('test.person@example.com')
  })

  it('client-secret-basic: a secret that must be form-encoded first', async () => {
    const odd = await HostileSite.start({ id: 'id with:colon', secret: 'p%+/ä ö&=' })
    try {
      expect((await odd.logIn()).result).toBe(signsIn)
    } finally {
      await odd.stop()
    }
  })

  it('userinfo endpoint missing: signs in by the ID token alone', async () => {
    site.forget()
    const outcome = await site.logIn({ discovery: { userinfo_endpoint: absent } })
    expect([outcome.result, outcome.asked.includes('userinfo')]).toEqual([signsIn, false])
  })
})
