import fc from 'fast-check'
import { CompactSign } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'
import { checkIdToken, failedChecks } from '../../../src/lib/oidc/id-token-checks.ts'
import {
  type TestKey,
  expectation,
  healthyClaims,
  signed,
  signingKey,
} from '../../support/id-token-factory.ts'
import { hostileName, hostileText } from '../../support/generators/hostile-text.ts'
import { mutated, mutation, sameBytes } from '../../support/generators/token-mutation.ts'

let key: TestKey
let foreign: TestKey
let token: string
let other: string
beforeAll(async () => {
  ;[key, foreign] = await Promise.all([signingKey(), signingKey()])
  token = await signed(key, await healthyClaims())
  other = await signed(key, { ...(await healthyClaims()), nonce: 'of another login', sub: '42' })
})

const encode = (text: string) => Buffer.from(text).toString('base64url')
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object

/** Signs a payload as it is written: JSON can say what a claim set of a library cannot. */
function signedText({ alg, kid, privateKey }: TestKey, payload: string): Promise<string> {
  const signing = new CompactSign(new TextEncoder().encode(payload))
  return signing.setProtectedHeader({ alg, kid }).sign(privateKey)
}

async function isAccepted(candidate: string, algorithms = ['RS256']): Promise<boolean> {
  const expected = expectation([key], { algorithms })
  return failedChecks(await checkIdToken(candidate, expected)).length === 0
}

const claim = fc.oneof(
  fc.constantFrom(
    'iss',
    'aud',
    'azp',
    'sub',
    'exp',
    'iat',
    'nbf',
    'nonce',
    'at_hash',
    'alg',
    'kid',
  ),
  hostileName,
)
const nested = fc
  .integer({ min: 1, max: 5900 })
  .map((depth) => '['.repeat(depth) + ']'.repeat(depth))
/** The text of a JSON value, of any size and depth that fits into a token. */
const json = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  hostileText.map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '1e999',
    '-1e999',
    '9007199254740993',
    '0.1e-400',
    '-0',
    '{"__proto__":{}}',
    '{"toString":1}',
  ),
  nested,
)

describe('an ID token of this login', () => {
  it('is accepted', async () => {
    expect(await isAccepted(token)).toBe(true)
  })

  it('is never accepted after a byte, a part or the order of its parts changed', async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const forged = mutated(token, change, other)
        fc.pre(!sameBytes(forged, token))
        expect(await isAccepted(forged)).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('is never accepted with other JSON under its signature', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 1), claim, json, async (part, name, value) => {
        const parts = token.split('.')
        const members = Object.entries(decode(parts[part] ?? '')).filter(
          ([known]) => known !== name,
        )
        const texts = members.map((pair) => pair.map((item) => JSON.stringify(item)).join(':'))
        const text = `{${[...texts, `${JSON.stringify(name)}:${value}`].join(',')}}`
        const forged = parts.with(part, encode(text)).join('.')
        fc.pre(!sameBytes(forged, token))
        expect(await isAccepted(forged)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('is never accepted with the header of another algorithm or key', async () => {
    const header = fc.record(
      {
        alg: fc.constantFrom('none', 'None', 'HS256', 'RS256', 'RS512', 'ES256', '', null, [
          'RS256',
        ]),
        kid: fc.constantFrom('key-1', 'key-2', '__proto__', '', null, 7),
        jwk: fc.constantFrom(key?.jwk ?? {}, {}, null),
        jku: fc.webUrl(),
        x5c: fc.array(fc.string()),
        crit: fc.array(hostileText),
        b64: fc.boolean(),
        zip: fc.constant('DEF'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(header, fc.constantFrom('', undefined), async (value, signature) => {
        const [, payload = '', own = ''] = token.split('.')
        const forged = [encode(JSON.stringify(value)), payload, signature ?? own].join('.')
        fc.pre(!sameBytes(forged, token))
        expect(await isAccepted(forged, ['none', 'HS256', 'RS256', 'RS512', 'ES256'])).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('is never accepted from another key, whatever it claims', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(claim, fc.jsonValue(), { maxKeys: 4 }), async (claims) => {
        const forged = await signed(foreign, { ...(await healthyClaims()), ...claims })
        expect(await isAccepted(forged)).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a key holder’s token with hostile claims', () => {
  it('ends in verdicts and never in an exception', async () => {
    await fc.assert(
      fc.asyncProperty(claim, json, async (name, value) => {
        const members = JSON.stringify(await healthyClaims()).slice(0, -1)
        const text = `${members},${JSON.stringify(name)}:${value}}`
        const results = await checkIdToken(await signedText(key, text), expectation([key]))
        expect(results).toHaveLength(idTokenCheckNames.length)
      }),
      { numRuns: 200 },
    )
  })
})
