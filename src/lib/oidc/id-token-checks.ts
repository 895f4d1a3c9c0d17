import { type DecodedJwt, decodeJwt } from '../jwt/decode-jwt.ts'
import type { JsonObject } from '../jwt/json-object.ts'
import { type Eventually, whenThere } from '../promises/eventually.ts'
import type { FromBase64url } from '../text/base64url.ts'
import { expectedAccessTokenHash } from './access-token-hash.ts'
import {
  type CheckResult,
  type IdTokenCheckName,
  idTokenCheckNames,
  isFailure,
} from './check-names.ts'
import { compared, listed, notApplicable, result } from './check-results.ts'
import {
  checkAudience,
  checkAuthorizedParty,
  checkExpiry,
  checkIssuedAt,
  checkIssuer,
  checkNonce,
  checkSubject,
} from './claim-checks.ts'
import type { Expectation } from './expectation.ts'
import { acceptedAlgorithms } from './key-set.ts'

/** Characters; a token of Google has about 1,200. */
export const maximumLength = 16_384

const accepted: ReadonlySet<string> = new Set(acceptedAlgorithms)

/**
 * Runs every check of an ID token (OIDC Core 3.1.3.7), in order, the failed ones included.
 * The login stands only if none of the results is `fail`.
 * @param idToken the token as received
 * @throws OidcError where the provider's keys cannot be had
 */
export async function checkIdToken(
  idToken: string,
  expected: Expectation,
): Promise<readonly CheckResult[]> {
  const token = readable(idToken, expected.fromBase64url)
  if (!token) return idTokenCheckNames.map((name) => unreadable(name, idToken))
  const { header, payload } = token
  const algorithms = acceptedOf(expected.algorithms)
  const signature = checkSignature(header, algorithms, expected, idToken)
  // Only two have something to wait for, and that seldom.
  const signatureSaid = signature instanceof Promise ? await signature : signature
  const hash = checkAccessTokenHash(header, payload, expected)
  return [
    result('structure', 'pass', '3', '3'),
    checkAlgorithm(header, algorithms),
    signatureSaid,
    checkIssuer(payload, expected),
    checkAudience(payload, expected),
    checkAuthorizedParty(payload, expected),
    checkSubject(payload),
    checkExpiry(payload, expected),
    checkIssuedAt(payload, expected),
    checkNonce(payload, expected),
    hash instanceof Promise ? await hash : hash,
  ]
}

/** Names of the checks that failed. */
export function failedChecks(results: readonly CheckResult[]): readonly IdTokenCheckName[] {
  const names: IdTokenCheckName[] = []
  for (const result of results) if (isFailure(result)) names.push(result.name)
  return names
}

function acceptedOf(algorithms: readonly string[]): readonly string[] {
  const all = algorithms.every((algorithm) => accepted.has(algorithm))
  return all ? algorithms : algorithms.filter((algorithm) => accepted.has(algorithm))
}

function checkAlgorithm({ alg }: JsonObject, algorithms: readonly string[]): CheckResult {
  const valid = algorithms.some((algorithm) => algorithm === alg)
  return compared('algorithm', valid, listed(algorithms), alg)
}

function checkSignature(
  { crit, kid }: JsonObject,
  algorithms: readonly string[],
  { verifySignature }: Expectation,
  idToken: string,
): Eventually<CheckResult> {
  // RFC 7515, 4.1.11: what is critical must be understood, and no extension is. `b64` is one
  // that a JWT may not use at all (RFC 7797, 7), though a verifier of any JWS may know it.
  const understood = crit === undefined
  return whenThere(verifySignature(idToken, algorithms), (verified) =>
    compared('signature', verified && understood, 'jwks_uri', kid),
  )
}

function checkAccessTokenHash(
  { alg }: JsonObject,
  { at_hash }: JsonObject,
  { accessToken, leftHalfHash }: Expectation,
): Eventually<CheckResult> {
  const algorithm = typeof alg === 'string' ? alg : ''
  const hashing = expectedAccessTokenHash(accessToken, algorithm, leftHalfHash)
  return whenThere(hashing, (hash) =>
    // Optional in the code flow (3.1.3.6); a hash that cannot be computed cannot be right.
    at_hash === undefined
      ? notApplicable('access_token_hash', hash ?? '')
      : compared('access_token_hash', at_hash === hash, hash ?? '', at_hash),
  )
}

function readable(idToken: string, fromBase64url?: FromBase64url): DecodedJwt | undefined {
  return idToken.length <= maximumLength ? decodeJwt(idToken, fromBase64url) : undefined
}

function unreadable(name: IdTokenCheckName, idToken: string): CheckResult {
  if (name !== 'structure') return notApplicable(name, '')
  return result(name, 'fail', '3', idToken === '' ? null : partsOf(idToken))
}

function partsOf(idToken: string): string {
  return String(idToken.slice(0, maximumLength).split('.').length)
}
