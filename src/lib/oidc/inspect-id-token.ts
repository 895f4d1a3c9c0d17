import type { JSONWebKeySet } from 'jose'
import { type CheckResult, type Verdict } from './check-names.ts'
import type { Expectation } from './expectation.ts'
import { checkIdToken, checks } from './id-token-checks.ts'
import { KeySet, acceptedAlgorithms } from './key-set.ts'

/** An expected value, and whether it was copied from the token that it is compared with. */
export interface GivenValue {
  readonly value: string
  readonly fromToken: boolean
}

/** What the reader knows about the login of a token; the app knows more. */
export interface InspectionInput {
  readonly issuer: GivenValue | undefined
  readonly clientId: GivenValue | undefined
  readonly nonce: string | undefined
  readonly accessToken: string | undefined
  /** Public keys of the provider. */
  readonly keySet: JSONWebKeySet | undefined
  /** Whether Web Crypto is available: browsers offer it in secure contexts only. */
  readonly hasCrypto: boolean
  /** Seconds since 1970. */
  readonly now: number
}

/** Why a check can't be made; the page has a message for each. */
export const missingReasons = [
  'keys',
  'crypto',
  'issuer',
  'client_id',
  'from_token',
  'nonce',
  'access_token',
] as const
export type MissingReason = (typeof missingReasons)[number]

export type InspectedCheck =
  | CheckResult
  | (Omit<CheckResult, 'verdict'> & {
      readonly verdict: 'not_checked'
      readonly missing: MissingReason
    })
export type InspectedVerdict = Verdict | 'not_checked'

const googleIssuers = ['https://accounts.google.com', 'accounts.google.com']

/**
 * Runs the checks of the login ({@link checkIdToken}). Where the value to compare with is missing,
 * or was copied from the token, the verdict is `not_checked` instead of `pass`.
 */
export async function inspectIdToken(
  idToken: string,
  input: InspectionInput,
): Promise<readonly InspectedCheck[]> {
  const { issuer, clientId, nonce, accessToken, keySet, hasCrypto, now } = input
  const keys = new KeySet(() => 0)
  const results = await checkIdToken(idToken, {
    issuers: issuerSpellings(issuer?.value ?? ''),
    clientId: clientId?.value ?? '',
    nonce: nonce ?? '',
    accessToken: hasCrypto && accessToken ? accessToken : { algorithm: '', hash: '' },
    algorithms: algorithmsOf(keySet),
    verifySignature: async (jws, algorithms) =>
      hasCrypto && keySet !== undefined
        ? keys.verifies(jws, algorithms, () => Promise.resolve(keySet))
        : false,
    now,
  })
  return results.map((result) => withReason(result, input))
}

function withReason(result: CheckResult, input: InspectionInput): InspectedCheck {
  // Certain without the reader's values: an optional claim is missing, or there is no token.
  if (result.verdict === 'not_applicable') return result
  const { comparesWith } = checks[result.name]
  const missing =
    comparesWith === null ? undefined : whyMissing[comparesWith](input, result.verdict)
  if (missing === undefined) return result
  const expected = missing === 'from_token' ? result.expected : ''
  return { ...result, expected, verdict: 'not_checked', missing }
}

type WhyMissing = (input: InspectionInput, verdict: Verdict) => MissingReason | undefined

/** Which of the values that checks compare with the reader still has to give. */
const whyMissing: Readonly<Record<keyof Expectation, WhyMissing>> = {
  issuers: ({ issuer }, verdict) => missingValue(issuer, 'issuer', verdict),
  clientId: ({ clientId }, verdict) => missingValue(clientId, 'client_id', verdict),
  nonce: ({ nonce }) => (nonce ? undefined : 'nonce'),
  accessToken: ({ accessToken, hasCrypto }) =>
    accessToken ? missingCrypto(hasCrypto) : 'access_token',
  verifySignature: ({ keySet, hasCrypto }) => (keySet ? missingCrypto(hasCrypto) : 'keys'),
  algorithms: () => undefined,
  now: () => undefined,
}

// A value copied from the token always matches itself. A check that fails all the same counts.
function missingValue(
  given: GivenValue | undefined,
  reason: MissingReason,
  verdict: Verdict,
): MissingReason | undefined {
  if (!given?.value) return reason
  return given.fromToken && verdict === 'pass' ? 'from_token' : undefined
}

function missingCrypto(hasCrypto: boolean): MissingReason | undefined {
  return hasCrypto ? undefined : 'crypto'
}

function issuerSpellings(issuer: string): readonly string[] {
  return googleIssuers.includes(issuer) ? googleIssuers : [issuer]
}

/** The `alg` of every key; all accepted algorithms where a key names none. */
function algorithmsOf(keySet: JSONWebKeySet | undefined): readonly string[] {
  const named = (keySet?.keys ?? []).map(({ alg }) => alg).filter((alg) => alg !== undefined)
  const all = named.length > 0 && named.length === keySet?.keys.length
  return all ? named : acceptedAlgorithms
}
