import { beforeAll, describe, expect, it } from 'vitest'
import { type IdTokenCheckName, idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'
import { checkIdToken, failedChecks } from '../../../src/lib/oidc/id-token-checks.ts'
import {
  type Claims,
  type TestKey,
  accessToken,
  clientId,
  expectation,
  healthyClaims,
  now,
  signed,
  signingKey,
} from '../../support/id-token-factory.ts'

let key: TestKey
beforeAll(async () => {
  key = await signingKey()
})

async function failures(claims: Claims, rest = {}): Promise<readonly IdTokenCheckName[]> {
  return failedChecks(await checkIdToken(await signed(key, claims), expectation([key], rest)))
}

describe('checkIdToken', () => {
  it('passes a healthy token by every check, in order', async () => {
    const results = await checkIdToken(await signed(key, await healthyClaims()), expectation([key]))
    expect(results.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'structure pass',
      'algorithm pass',
      'signature pass',
      'issuer pass',
      'audience pass',
      'authorized_party pass',
      'subject pass',
      'expiry pass',
      'issued_at pass',
      'nonce pass',
      'access_token_hash pass',
    ])
  })

  const absent = undefined
  const lies: [lie: string, claims: Claims, failed: IdTokenCheckName[]][] = [
    ['issuer of another provider', { iss: 'https://evil.example' }, ['issuer']],
    ['issuer with a slash more', { iss: 'https://provider.example/' }, ['issuer']],
    ['issuer missing', { iss: absent }, ['issuer']],
    ['audience of another client', { aud: 'client-2' }, ['audience']],
    ['audience missing', { aud: absent }, ['audience']],
    ['audience empty', { aud: [] }, ['audience']],
    ['a second audience', { aud: [clientId, 'client-2'] }, ['audience']],
    ['authorized party of another client', { azp: 'client-2' }, ['authorized_party']],
    ['subject missing', { sub: absent }, ['subject']],
    ['subject empty', { sub: '' }, ['subject']],
    ['subject of 256 characters', { sub: 'x'.repeat(256) }, ['subject']],
    ['expired beyond the skew', { exp: now - 60 }, ['expiry']],
    ['expiry missing', { exp: absent }, ['expiry']],
    ['issued in the future', { iat: now + 61 }, ['issued_at']],
    ['expiry beyond the calendar', { exp: 8_640_000_000_001 }, ['expiry']],
    ['expiry before 1970', { exp: -1 }, ['expiry']],
    ['issue time missing', { iat: absent }, ['issued_at']],
    ['issued before 1970', { iat: -1 }, ['issued_at']],
    ['valid since before 1970', { nbf: -1 }, ['issued_at']],
    ['not valid yet', { nbf: now + 61 }, ['issued_at']],
    ['nonce of another login', { nonce: 'another' }, ['nonce']],
    ['nonce missing', { nonce: absent }, ['nonce']],
    ['hash of another access token', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, ['access_token_hash']],
  ]
  it.each(lies)('refuses: %s', async (_, claims, failed) => {
    expect(await failures({ ...(await healthyClaims()), ...claims })).toEqual(failed)
  })

  const truths: [truth: string, claims: Claims][] = [
    ['audience as a list of one', { aud: [clientId] }],
    ['no authorized party', { azp: absent }],
    ['no access token hash, optional in the code flow', { at_hash: absent }],
    ['expired within the skew', { exp: now - 59 }],
    ['issued within the skew', { iat: now + 60 }],
    ['valid since now', { nbf: now }],
    ['expiry on the last second of the calendar', { exp: 8_640_000_000_000 }],
    ['times with fractions', { exp: now + 0.5, iat: now - 0.5 }],
  ]
  it.each(truths)('passes: %s', async (_, claims) => {
    expect(await failures({ ...(await healthyClaims()), ...claims })).toEqual([])
  })

  it('takes a second spelling of the issuer, as Google has one', async () => {
    const claims = { ...(await healthyClaims()), iss: 'accounts.google.com' }
    const issuers = ['https://accounts.google.com', 'accounts.google.com']
    expect(await failures(claims, { issuers })).toEqual([])
  })

  it('refuses a signature by another key with the same id and claims', async () => {
    const other = await signingKey()
    const token = await signed(other, await healthyClaims())
    expect(failedChecks(await checkIdToken(token, expectation([key])))).toEqual(['signature'])
  })

  it('refuses an algorithm that the provider does not list, though its key is published', async () => {
    const other = await signingKey('ES256', 'key-2')
    const claims = { ...(await healthyClaims()) }
    const results = await checkIdToken(await signed(other, claims), expectation([key, other]))
    expect(failedChecks(results)).toEqual(['algorithm', 'signature'])
  })

  it('refuses alg none, even where the provider lists it', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const token = `${part({ alg: 'none' })}.${part(await healthyClaims())}.`
    const expected = expectation([key], { algorithms: ['none', 'RS256'] })
    expect(failedChecks(await checkIdToken(token, expected))).toContain('signature')
  })

  it('refuses a header that marks an unknown extension as critical', async () => {
    const token = await signed(key, await healthyClaims())
    const [, payload, signature] = token.split('.')
    const header = { alg: 'RS256', kid: key.kid, crit: ['x'], x: true }
    const forged = Buffer.from(JSON.stringify(header)).toString('base64url')
    const results = await checkIdToken(`${forged}.${payload}.${signature}`, expectation([key]))
    expect(failedChecks(results)).toEqual(['signature'])
  })

  it('refuses a header with `b64`, which no JWT may have, though the signature is right', async () => {
    const header = { alg: 'RS256', kid: key.kid, crit: ['b64'], b64: false }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const input = `${part(header)}.${part(await healthyClaims())}`
    const signature = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      key.privateKey as CryptoKey,
      new TextEncoder().encode(input),
    )
    const token = `${input}.${Buffer.from(signature).toString('base64url')}`
    expect(failedChecks(await checkIdToken(token, expectation([key])))).toEqual(['signature'])
  })

  it.each([
    ['empty', ''],
    ['no token', 'garbage'],
    ['two parts', 'e30.e30'],
    ['five parts, an encrypted token', 'e30.e30.e30.e30.e30'],
    ['payload that is no object', 'e30.WzFd.c2ln'],
    [
      'payload that is no UTF-8',
      `e30.${Buffer.from('{"a":"\xff"}', 'latin1').toString('base64url')}.c2ln`,
    ],
    ['standard Base64', 'e30=.e30=.c2ln'],
    ['longer than 16,384 characters', `e30.e30.${'A'.repeat(16_384)}`],
  ])('refuses as unreadable: %s', async (_, token) => {
    const results = await checkIdToken(token, expectation([key]))
    expect(failedChecks(results)).toEqual(['structure'])
    expect(results).toHaveLength(idTokenCheckNames.length)
  })

  it('says what was expected and what was found', async () => {
    const claims = { ...(await healthyClaims()), aud: 'client-2' }
    const results = await checkIdToken(await signed(key, claims), expectation([key]))
    expect(results.find(({ name }) => name === 'audience')).toEqual({
      name: 'audience',
      source: 'OIDC Core 3.1.3.7 (3)',
      verdict: 'fail',
      expected: clientId,
      found: 'client-2',
    })
    expect(JSON.stringify(results)).not.toContain(accessToken)
  })
})
