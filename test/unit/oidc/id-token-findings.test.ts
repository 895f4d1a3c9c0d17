import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckResult, IdTokenCheckName } from '../../../src/lib/oidc/check-names.ts'
import { accessTokenHash } from '../../../src/lib/oidc/access-token-hash.ts'
import { checkIdToken, maximumLength } from '../../../src/lib/oidc/id-token-checks.ts'
import {
  type Claims,
  type TestKey,
  accessToken,
  clientId,
  expectation,
  healthyClaims,
  issuer,
  nonce,
  now,
  signed,
  signingKey,
} from '../../support/id-token-factory.ts'

let key: TestKey
beforeAll(async () => {
  key = await signingKey()
})

async function results(claims: Claims, rest = {}): Promise<readonly CheckResult[]> {
  const token = await signed(key, { ...(await healthyClaims()), ...claims })
  return checkIdToken(token, expectation([key], rest))
}

/** Verdict, what was expected and what was found, as one check says them. */
async function told(name: IdTokenCheckName, claims: Claims, rest = {}) {
  const result = (await results(claims, rest)).find((candidate) => candidate.name === name)
  return [result?.verdict, result?.expected, result?.found]
}

describe('what each check says', () => {
  it('names its section of the specification, the value required and the value found', async () => {
    const rest = { issuers: [issuer, 'provider.example'], algorithms: ['RS256', 'ES256'] }
    const hash = await accessTokenHash(accessToken, 'RS256')
    const all = await results({}, rest)
    expect(all.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    const said = all.map(({ name, source, expected, found }) => [name, source, expected, found])
    expect(said).toEqual([
      ['structure', 'RFC 7519, 7.2', '3', '3'],
      ['algorithm', 'OIDC Core 3.1.3.7 (7)', 'RS256, ES256', 'RS256'],
      ['signature', 'OIDC Core 3.1.3.7 (6)', 'jwks_uri', 'key-1'],
      ['issuer', 'OIDC Core 3.1.3.7 (2)', `${issuer}, provider.example`, issuer],
      ['audience', 'OIDC Core 3.1.3.7 (3)', clientId, clientId],
      ['authorized_party', 'OIDC Core 3.1.3.7 (4, 5)', clientId, clientId],
      ['subject', 'OIDC Core 2', '255', '104729000000000000017'],
      ['expiry', 'OIDC Core 3.1.3.7 (9)', `${now}`, `${now + 3600}`],
      ['issued_at', 'OIDC Core 3.1.3.7 (10)', `${now}`, `${now}`],
      ['nonce', 'OIDC Core 3.1.3.7 (11)', nonce, nonce],
      ['access_token_hash', 'OIDC Core 3.1.3.8', hash, hash],
    ])
  })

  it('tells which of the two times lies in the future', async () => {
    const future = now + 61
    expect(await told('issued_at', { nbf: future })).toEqual(['fail', `${now}`, `${future}`])
    expect(await told('issued_at', { iat: future, nbf: now })).toEqual([
      ...['fail', `${now}`, `${future}`],
    ])
    expect(await told('issued_at', { iat: future, nbf: future + 1 })).toEqual([
      ...['fail', `${now}`, `${future}`],
    ])
    expect(await told('issued_at', { nbf: now + 60 })).toEqual(['pass', `${now}`, `${now}`])
    expect((await told('issued_at', { nbf: 0 }))[0]).toBe('pass')
    expect(await told('issued_at', { nbf: now - 5 })).toEqual(['pass', `${now}`, `${now}`])
  })

  it.each([[String(now)], [null], [[now]], [{}]])('takes %j for no time', async (value) => {
    expect((await told('expiry', { exp: value }))[0]).toBe('fail')
    expect((await told('issued_at', { iat: value }))[0]).toBe('fail')
    expect((await told('issued_at', { nbf: value }))[0]).toBe('fail')
  })

  it('refuses a time without end', async () => {
    const part = (text: string) => Buffer.from(text).toString('base64url')
    const token = `${part('{"alg":"RS256"}')}.${part('{"exp":1e999,"iat":-1e999}')}.c2ln`
    const said = await checkIdToken(token, expectation([key]))
    const verdictOf = (name: string) => said.find((result) => result.name === name)?.verdict
    expect([verdictOf('expiry'), verdictOf('issued_at')]).toEqual(['fail', 'fail'])
  })

  it('leaves out what is optional, and says what it would have been', async () => {
    const hash = await accessTokenHash(accessToken, 'RS256')
    expect(await told('access_token_hash', { at_hash: undefined })).toEqual([
      ...['not_applicable', hash, null],
    ])
    expect(await told('authorized_party', { azp: undefined })).toEqual([
      ...['not_applicable', clientId, null],
    ])
  })

  it('asks for the authorized party where there are several audiences', async () => {
    const several = { aud: [clientId, clientId], azp: undefined }
    expect(await told('authorized_party', several)).toEqual(['fail', clientId, null])
    const one = { aud: [clientId], azp: undefined }
    expect((await told('authorized_party', one))[0]).toBe('not_applicable')
    // A text has a length too.
    const text = { aud: clientId, azp: undefined }
    expect((await told('authorized_party', text))[0]).toBe('not_applicable')
  })

  it('takes a subject of 255 characters, and no other type', async () => {
    expect((await told('subject', { sub: 'x'.repeat(255) }))[0]).toBe('pass')
    expect(await told('subject', { sub: 42 })).toEqual(['fail', '255', '42'])
    expect(await told('subject', { sub: ['42'] })).toEqual(['fail', '255', '["42"]'])
  })

  it('writes out what is no text, and cuts what is too long', async () => {
    expect(await told('nonce', { nonce: { a: [1] } })).toEqual(['fail', nonce, '{"a":[1]}'])
    const longest = 'x'.repeat(300)
    expect((await told('nonce', { nonce: longest }))[2]).toBe(longest)
    expect((await told('nonce', { nonce: `${longest}x` }))[2]).toBe(`${longest}…`)
  })
})

describe('what is said of a token that cannot be read', () => {
  const unreadable = async (token: string) => checkIdToken(token, expectation([key]))

  it.each([
    ['', null],
    ['garbage', '1'],
    ['e30.e30', '2'],
    ['e30.e30.e30.e30.e30', '5'],
    [`e30.e30.${'A'.repeat(maximumLength)}.e30`, '3'],
  ])('%.20s', async (token, found) => {
    const [structure, ...rest] = await unreadable(token)
    expect(structure).toMatchObject({ verdict: 'fail', expected: '3', found })
    for (const result of rest) {
      expect(result).toMatchObject({ verdict: 'not_applicable', expected: '', found: null })
    }
  })

  it('is nested too deep in its header or in its payload; a signature has no depth', async () => {
    const deep = Buffer.from(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`).toString('base64url')
    const brackets = Buffer.from('['.repeat(65)).toString('base64url')
    expect((await unreadable(`e30.${deep}.c2ln`))[0]?.verdict).toBe('fail')
    expect((await unreadable(`${deep}.e30.c2ln`))[0]?.verdict).toBe('fail')
    expect((await unreadable(`e30.e30.${brackets}`))[0]?.verdict).toBe('pass')
  })

  it('reads 16,384 characters and not one more', async () => {
    const longest = `e30.e30.${'A'.repeat(maximumLength - 8)}`
    expect((await unreadable(longest))[0]?.verdict).toBe('pass')
    expect((await unreadable(`${longest}A`))[0]?.verdict).toBe('fail')
  })
})

describe('an algorithm that is no text', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  it.each([[['RS256']], [{ toString: 1 }], [null], [7]])(
    '%j: refused, without a fall',
    async (alg) => {
      const token = `${part({ alg })}.${part({ at_hash: 'AAAA' })}.c2ln`
      const said = await checkIdToken(token, expectation([key]))
      const failed = said.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)
      expect(failed).toContain('algorithm')
      expect(failed).toContain('access_token_hash')
    },
  )
})

describe('accessTokenHash', () => {
  const half = (hash: string) => {
    const bytes = createHash(hash).update(accessToken).digest()
    return bytes.subarray(0, bytes.length / 2).toString('base64url')
  }

  it.each([
    ['RS256', half('sha256')],
    ['PS384', half('sha384')],
    ['ES512', half('sha512')],
    ['EdDSA', half('sha512')],
    ['Ed25519', half('sha512')],
    ['HS256', undefined],
    ['XRS256', undefined],
    ['ES256K', undefined],
    ['none', undefined],
    ['', undefined],
  ])('of %s', async (algorithm, hash) => {
    expect(await accessTokenHash(accessToken, algorithm)).toBe(hash)
  })

  it('that cannot be computed makes the check fail, or be left out where there is none', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const said = async (claims: object) =>
      (await checkIdToken(`${part({ alg: 'X' })}.${part(claims)}.c2ln`, expectation([key]))).at(-1)
    expect(await said({ at_hash: '' })).toMatchObject({ verdict: 'fail', expected: '', found: '' })
    expect(await said({})).toMatchObject({ verdict: 'not_applicable', expected: '', found: null })
  })
})
