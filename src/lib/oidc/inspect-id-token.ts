import type { JSONWebKeySet } from 'jose'
import { type CheckResult, type IdTokenCheckName, type Verdict } from './check-names.ts'
import { checkIdToken } from './id-token-checks.ts'
import { KeySet, acceptedAlgorithms } from './key-set.ts'

/** An expected value, and whether it was read from the very token that it is compared with. */
export interface GivenValue {
  readonly value: string
  readonly fromToken: boolean
}

/** What a reader who inspects a token can say about its login: much less than the app knows. */
export interface InspectionInput {
  readonly issuer: GivenValue | undefined
  readonly clientId: GivenValue | undefined
  readonly nonce: string | undefined
  readonly accessToken: string | undefined
  /** Public keys of the provider. */
  readonly keySet: JSONWebKeySet | undefined
  /** Whether this place can compute signatures and hashes: browsers do so in secure contexts only. */
  readonly hasCrypto: boolean
  /** Seconds since 1970. */
  readonly now: number
}

/** Why a check decides nothing here; each has its own sentence on the page. */
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
 * or was taken from the token itself, the check says that it was not made: it never passes.
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
  // Nothing to compare by the specification, or no token at all: that much is certain.
  if (result.verdict === 'not_applicable') return result
  const missing = missingFor(result, input)
  if (missing === undefined) return result
  const expected = missing === 'from_token' ? result.expected : ''
  return { ...result, expected, verdict: 'not_checked', missing }
}

function missingFor(
  { name, verdict }: CheckResult,
  input: InspectionInput,
): MissingReason | undefined {
  const { issuer, clientId, nonce, accessToken, keySet, hasCrypto } = input
  const needed: Partial<Record<IdTokenCheckName, MissingReason | undefined>> = {
    signature: keySet === undefined ? 'keys' : hasCrypto ? undefined : 'crypto',
    issuer: missingValue(issuer, 'issuer', verdict),
    audience: missingValue(clientId, 'client_id', verdict),
    authorized_party: missingValue(clientId, 'client_id', verdict),
    nonce: nonce ? undefined : 'nonce',
    access_token_hash: accessToken ? (hasCrypto ? undefined : 'crypto') : 'access_token',
  }
  return needed[name]
}

// Compared with itself a value always passes; where it fails even so, that counts.
function missingValue(
  given: GivenValue | undefined,
  reason: MissingReason,
  verdict: Verdict,
): MissingReason | undefined {
  if (!given?.value) return reason
  return given.fromToken && verdict === 'pass' ? 'from_token' : undefined
}

function issuerSpellings(issuer: string): readonly string[] {
  return googleIssuers.includes(issuer) ? googleIssuers : [issuer]
}

/** What the keys say they are for; where one says nothing, all that the login accepts at all. */
function algorithmsOf(keySet: JSONWebKeySet | undefined): readonly string[] {
  const named = (keySet?.keys ?? []).map(({ alg }) => alg).filter((alg) => alg !== undefined)
  const all = named.length > 0 && named.length === keySet?.keys.length
  return all ? named : acceptedAlgorithms
}
