import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import english from '../../../src/content/i18n/en.json' with { type: 'json' }
import { type DecodedJwt, decodeJwt } from '../../../src/lib/jwt/decode-jwt.ts'
import { idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'
import { accessTokenHash } from '../../../src/lib/oidc/access-token-hash.ts'
import { checkIdToken, failedChecks } from '../../../src/lib/oidc/id-token-checks.ts'
import { readWithoutChecks, signatureChange } from '../../../src/lib/tamper/changes.ts'
import { type BenchTools, lieGroups } from '../../../src/lib/tamper/lie.ts'
import { type LieName, isChoice, lies, liesOf } from '../../../src/lib/tamper/lies.ts'
import {
  type TestKey,
  accessToken,
  expectation,
  healthyClaims,
  now,
  signed,
  signingKey,
} from '../../support/id-token-factory.ts'

const names = Object.keys(lies) as LieName[]
/** Checks that a key of the bench cannot pass, whatever it signs. */
const secondary = ['signature']

let providerKey: TestKey
let benchKey: TestKey
let truth: DecodedJwt
let tools: BenchTools
let truthText: string
beforeAll(async () => {
  providerKey = await signingKey()
  benchKey = await signingKey('RS256', `bench-${randomUUID()}`)
  const ec = await signingKey('ES256', 'bench-ec')
  truthText = await signed(providerKey, { ...(await healthyClaims()), email: 'taro@mail.example' })
  truth = decoded(truthText)
  tools = { rsa: benchKey, ec, providerKey: providerKey.jwk, clientSecret: 'made up', now }
})

function decoded(token: string): DecodedJwt {
  const result = decodeJwt(token)
  if (!result) throw new Error('no JWT')
  return result
}

/** The access token is not kept with a login; its hash is. */
async function keptHash() {
  const hash = await accessTokenHash(accessToken, 'RS256')
  return { accessToken: { algorithm: 'RS256', hash: String(hash) } }
}

async function failures(token: string, keys = [providerKey]) {
  const kept = expectation(keys, await keptHash())
  const failed = failedChecks(await checkIdToken(token, kept))
  expect(failedChecks(await checkIdToken(token, expectation(keys)))).toEqual(failed)
  return failed
}

describe('the lies of the bench', () => {
  it('are more than twenty, each in a group, each with its words', () => {
    expect(names.length).toBeGreaterThan(20)
    expect(lieGroups.flatMap(liesOf).toSorted()).toEqual(names.toSorted())
    for (const name of [...names, 'truth']) {
      for (const part of ['title', 'does', 'believed']) {
        expect(english).toHaveProperty([`tamper.lie.${name}.${part}`])
      }
    }
  })

  it('leave no check without a lie of its own', () => {
    const own = new Set(names.map((name) => lies[name].own))
    expect(idTokenCheckNames.filter((name) => !own.has(name))).toEqual([])
  })

  it('start from a token that passes', async () => {
    expect(await failures(truthText)).toEqual([])
  })

  it.each(names)('%s fails exactly the checks that it says', async (name) => {
    const { own, failing, tell } = lies[name]
    expect(failing).toContain(own)
    expect(await failures(await tell(truth, tools))).toEqual(failing)
  })

  it.each(names)('%s is another token than the true one', async (name) => {
    expect(await lies[name].tell(truth, tools)).not.toBe(truthText)
  })

  // As if the provider's key had leaked: what then still refuses a lie is its own check.
  const ownStands = names.filter((name) => lies[name].group === 'claims')
  it.each(ownStands)('%s is caught by its own check under a trusted key, too', async (name) => {
    const { own, tell } = lies[name]
    const stillFailing = secondary.includes(own) ? [] : [own]
    const keys = [providerKey, benchKey]
    expect(await failures(await tell(truth, tools), keys)).toEqual(stillFailing)
  })

  it('an unknown crit is refused under a trusted key, too', async () => {
    const token = await lies.unknown_crit.tell(truth, tools)
    expect(await failures(token, [providerKey, benchKey])).toEqual(['signature'])
  })

  it.each(names)('%s gives no private key away', async (name) => {
    const token = await lies[name].tell(truth, tools)
    expect(Object.keys(decodeJwt(token)?.header.jwk ?? {})).not.toContain('d')
  })
})

describe('isChoice', () => {
  it('knows the truth and the lies, and no name that every object has', () => {
    expect(['truth', ...names].every(isChoice)).toBe(true)
    expect(['', 'Truth', '__proto__', 'constructor', null].some(isChoice)).toBe(false)
  })
})

describe('signatureChange', () => {
  it.each([
    ['email_kept_signature', 'kept'],
    ['alg_none', 'empty'],
    ['signature_cut', 'cut'],
    ['audience', 'bench'],
  ] as const)('%s: %s', async (name, change) => {
    expect(signatureChange(truth, decoded(await lies[name].tell(truth, tools)))).toBe(change)
  })

  it('the truth: provider', () => {
    expect(signatureChange(truth, truth)).toBe('provider')
  })
})

describe('an app that only decodes', () => {
  const crashing: readonly LieName[] = ['not_a_jwt', 'five_parts']

  it.each(names)('%s: believes it, or crashes', async (name) => {
    const token = await lies[name].tell(truth, tools)
    const read = readWithoutChecks(token)
    expect(read === undefined).toBe(crashing.includes(name))
    expect(read).toEqual(decodeJwt(token)?.payload)
  })
})
