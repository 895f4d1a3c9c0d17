import { beforeAll, describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'
import {
  type InspectedCheck,
  type InspectionInput,
  inspectIdToken,
} from '../../../src/lib/oidc/inspect-id-token.ts'
import {
  type Claims,
  type TestKey,
  accessToken,
  clientId,
  healthyClaims,
  issuer,
  nonce,
  now,
  signed,
  signingKey,
} from '../../support/id-token-factory.ts'

let key: TestKey
let everything: InspectionInput
const nothing: InspectionInput = {
  issuer: undefined,
  clientId: undefined,
  nonce: undefined,
  accessToken: undefined,
  keySet: undefined,
  hasCrypto: true,
  now,
}
beforeAll(async () => {
  key = await signingKey()
  everything = {
    issuer: { value: issuer, fromToken: false },
    clientId: { value: clientId, fromToken: false },
    nonce,
    accessToken,
    keySet: { keys: [key.jwk] },
    hasCrypto: true,
    now,
  }
})

async function inspect(
  rest: Partial<InspectionInput> = {},
  claims: Claims = {},
  by = key,
): Promise<readonly InspectedCheck[]> {
  const token = await signed(by, { ...(await healthyClaims()), ...claims })
  return inspectIdToken(token, { ...everything, ...rest })
}

/** The checks that were not made, each with what was missing. */
function open(checks: readonly InspectedCheck[]): object {
  const missing = checks.filter((check) => check.verdict === 'not_checked')
  return Object.fromEntries(missing.map(({ name, missing }) => [name, missing]))
}

const failed = (checks: readonly InspectedCheck[]) =>
  checks.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)

describe('an inspection that is told everything', () => {
  it('decides like the login', async () => {
    const checks = await inspect()
    expect(checks.map(({ name }) => name)).toEqual(idTokenCheckNames)
    expect(checks.map(({ verdict }) => verdict)).toEqual(idTokenCheckNames.map(() => 'pass'))
  })

  it.each([
    ['issuer', { iss: 'https://other.example' }],
    ['audience', { aud: 'another' }],
    ['expiry', { exp: now - 3600 }],
    ['nonce', { nonce: 'another' }],
    ['access_token_hash', { at_hash: 'another' }],
  ])('refuses for %s', async (name, claims) => {
    expect(failed(await inspect({}, claims))).toEqual([name])
  })

  it('refuses the signature of another key', async () => {
    const other = await signingKey('RS256', key.kid)
    expect(failed(await inspect({}, {}, other))).toEqual(['signature'])
  })

  it('knows both spellings of Google', async () => {
    for (const value of ['https://accounts.google.com', 'accounts.google.com']) {
      const rest = { issuer: { value, fromToken: false } }
      for (const iss of ['https://accounts.google.com', 'accounts.google.com']) {
        expect(failed(await inspect(rest, { iss }))).toEqual([])
      }
    }
  })
})

describe('a check for which something is missing', () => {
  it.each([
    ['keys', { keySet: undefined }, { signature: 'keys' }],
    ['an issuer', { issuer: undefined }, { issuer: 'issuer' }],
    ['a nonce', { nonce: undefined }, { nonce: 'nonce' }],
    ['a nonce left empty', { nonce: '' }, { nonce: 'nonce' }],
    ['an access token', { accessToken: undefined }, { access_token_hash: 'access_token' }],
    [
      'a client ID',
      { clientId: undefined },
      { audience: 'client_id', authorized_party: 'client_id' },
    ],
    ['cryptography', { hasCrypto: false }, { signature: 'crypto', access_token_hash: 'crypto' }],
  ])('is not made without %s, neither passed nor failed', async (_, rest, missing) => {
    const checks = await inspect(rest)
    expect(open(checks)).toEqual(missing)
    expect(failed(checks)).toEqual([])
  })

  it('never passes, whatever the token says', async () => {
    const checks = await inspect(nothing, { nonce: '', iss: '', aud: '', azp: '' })
    const undecided = ['signature', 'issuer', 'audience', 'authorized_party', 'nonce']
    expect(Object.keys(open(checks))).toEqual([...undecided, 'access_token_hash'])
  })

  it('expects nothing that nobody said', async () => {
    const checks = await inspect(nothing)
    const expected = checks.filter(({ verdict }) => verdict === 'not_checked')
    expect(expected.map((check) => check.expected)).toEqual(expected.map(() => ''))
  })

  it('stays not applicable where the token has no such claim', async () => {
    const checks = await inspect(nothing, { at_hash: undefined, azp: undefined })
    const verdicts = Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]))
    expect(verdicts).toMatchObject({
      access_token_hash: 'not_applicable',
      authorized_party: 'not_applicable',
    })
  })
})

describe('a value taken from the token', () => {
  const taken = (value: string) => ({ value, fromToken: true })

  it('passes no check by being equal to itself', async () => {
    const checks = await inspect({ issuer: taken(issuer), clientId: taken(clientId) })
    const names = ['issuer', 'audience', 'authorized_party']
    expect(open(checks)).toEqual(Object.fromEntries(names.map((name) => [name, 'from_token'])))
  })

  it('fails one all the same, for example with a second audience', async () => {
    const checks = await inspect({ clientId: taken(clientId) }, { aud: [clientId, 'another'] })
    expect(failed(checks)).toEqual(['audience'])
  })
})

describe('the algorithms', () => {
  it('are those that the keys name', async () => {
    const algorithm = (await inspect()).find(({ name }) => name === 'algorithm')
    expect(algorithm).toMatchObject({ verdict: 'pass', expected: 'RS256' })
    const es256 = await signingKey('ES256')
    expect(failed(await inspect({}, {}, es256))).toEqual(['algorithm', 'signature'])
  })

  it('are all of the asymmetric ones where a key names none', async () => {
    const es256 = await signingKey('ES256')
    const jwk = { ...es256.jwk }
    delete jwk.alg
    const keySet = { keys: [jwk, key.jwk] }
    expect(failed(await inspect({ keySet }, {}, es256))).toEqual([])
  })

  it.each(['none', 'HS256'])('never include %s', async (alg) => {
    const header = Buffer.from(JSON.stringify({ alg })).toString('base64url')
    const payload = Buffer.from(JSON.stringify(await healthyClaims())).toString('base64url')
    const checks = await inspectIdToken(`${header}.${payload}.`, nothing)
    expect(failed(checks)).toEqual(['algorithm'])
  })
})

describe('what is no token', () => {
  it('fails its structure and leaves nothing else to check', async () => {
    const checks = await inspectIdToken('a.b', nothing)
    expect(failed(checks)).toEqual(['structure'])
    expect(open(checks)).toEqual({})
  })
})
