import { expect, it } from 'vitest'
import { accessTokenHash } from '../../../src/lib/oidc/access-token-hash.ts'
import { checkIdToken } from '../../../src/lib/oidc/id-token-checks.ts'
import { accessToken, expectation } from '../../support/id-token-factory.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Verdict on a token's `at_hash` where only a hash of the access token was kept. */
async function verdict(alg: string, atHash: string, kept: { algorithm: string; hash: string }) {
  const token = `${part({ alg })}.${part({ at_hash: atHash })}.c2ln`
  const results = await checkIdToken(token, expectation([], { accessToken: kept }))
  return results.at(-1)?.verdict
}

it('a kept hash stands for the access token under every algorithm with the same hash', async () => {
  const hash = (await accessTokenHash(accessToken, 'RS256')) ?? ''
  const kept = { algorithm: 'RS256', hash }
  expect(await verdict('RS256', hash, kept)).toBe('pass')
  expect(await verdict('ES256', hash, kept)).toBe('pass')
  expect(await verdict('RS256', `${hash}A`, kept)).toBe('fail')
})

it('a kept hash proves nothing under another hash, or under one that is not known', async () => {
  const kept = { algorithm: 'RS256', hash: 'AAAA' }
  expect(await verdict('RS512', 'AAAA', kept)).toBe('fail')
  expect(await verdict('none', 'AAAA', kept)).toBe('fail')
  expect(await verdict('none', 'AAAA', { algorithm: 'none', hash: 'AAAA' })).toBe('fail')
})
