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

describe('form', () => {
  it.each<Case>([
    ['three segments: two', { token: 'two parts' }, refused, 'structure'],
    ['three segments: four', { token: 'four parts' }, refused, 'structure'],
    ['encrypted tokens are refused', { token: 'encrypted for the client' }, refused, 'structure'],
    ['size cap before decoding', { token: 'longer than any token' }, refused, 'structure'],
    ['size cap: 200,000 segments', { token: 'a million segments' }, refused, 'structure'],
    ['nesting as deep as fits', { token: 'nested as deep as fits' }, refused, 'structure'],
    ['payload that is no object', { token: 'payload that is no object' }, refused, 'structure'],
    [
      'a claim twice: the one that is used is the one that is checked',
      { token: 'audience twice, the second foreign' },
      refused,
      'audience',
    ],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('algorithm and signature', () => {
  // A hash that belongs to no known algorithm cannot be right either.
  const wrongAlgorithm = ['algorithm', 'signature', 'access_token_hash']
  it.each<Case>([
    ['alg none', { token: 'alg none' }, refused, ...wrongAlgorithm],
    ['alg None', { token: 'alg None' }, refused, ...wrongAlgorithm],
    ['alg NONE', { token: 'alg NONE' }, refused, ...wrongAlgorithm],
    ['alg nOnE', { token: 'alg nOnE' }, refused, ...wrongAlgorithm],
    [
      'alg none with a signature',
      { token: 'alg none, signature of RS256' },
      refused,
      ...wrongAlgorithm,
    ],
    [
      'alg none although the metadata lists it',
      {
        token: 'alg none',
        discovery: { id_token_signing_alg_values_supported: ['none', 'RS256'] },
      },
      refused,
      ...wrongAlgorithm,
    ],
    [
      'HS256 although the metadata lists it',
      {
        token: 'HS256 with the client secret',
        discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
      },
      refused,
      ...wrongAlgorithm,
    ],
    [
      'HS256 with the published JWK',
      { token: 'HS256 with the published JWK' },
      refused,
      ...wrongAlgorithm,
    ],
    [
      'an algorithm that the metadata lists',
      {
        token: 'ES256 by a published key',
        keys: 'an elliptic one beside',
        discovery: { id_token_signing_alg_values_supported: ['RS256', 'ES256'] },
      },
      signsIn,
    ],
    ['header jwk never used', { token: 'header jwk' }, refused, 'signature'],
    ['header jku never used', { token: 'header jku' }, refused, 'signature'],
    ['header x5u never used', { token: 'header x5u' }, refused, 'signature'],
    ['header x5c never used', { token: 'header x5c' }, refused, 'signature'],
    ['unknown crit', { token: 'crit unknown' }, refused, 'signature'],
    ['empty crit', { token: 'crit empty' }, refused, 'signature'],
    ['b64 false', { token: 'b64 false' }, refused, 'signature'],
    ['signature flipped', { token: 'signature flipped' }, refused, 'signature'],
    ['signature cut', { token: 'signature cut' }, refused, 'signature'],
    ['signature missing', { token: 'signature missing' }, refused, 'signature'],
    ['signature of another token', { token: 'signature of another token' }, refused, 'signature'],
    ['wrong key, its own kid', { token: 'another key, its own kid' }, refused, 'signature'],
    ['kid that is no text', { header: { kid: { a: 1 } } }, refused, 'signature'],
  ])('%s', async (...row: Case) => {
    const { asked } = await expectCase(site, row)
    // `undefined` would be the attacker's place, to which only the token leads.
    expect(asked).not.toContain(undefined)
  })
})
