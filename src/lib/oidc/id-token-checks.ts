import { type DecodedJwt, decodeJwt } from '../jwt/decode-jwt.ts'
import type { JsonObject, JsonValue } from '../jwt/json-object.ts'
import { type LeftHalfHash, type KeptHash, expectedAccessTokenHash } from './access-token-hash.ts'
import { type Eventually, whenThere } from '../promises/eventually.ts'
import {
  type CheckResult,
  type IdTokenCheckName,
  type Verdict,
  idTokenCheckNames,
  isFailure,
} from './check-names.ts'
import type { FromBase64url } from '../text/base64url.ts'
import { acceptedAlgorithms } from './key-set.ts'

/** Seconds by which the clocks of provider and app may differ. */
export const clockSkew = 60
/** The last second that a `Date` can hold. */
const lastSecond = 8_640_000_000_000
/** Characters; a token of Google has about 1,200. */
export const maximumLength = 16_384

const accepted: ReadonlySet<string> = new Set(acceptedAlgorithms)

/** What the ID token of this one login must be like. */
export interface Expectation {
  /** Every spelling of the issuer that the provider uses; Google has two. */
  readonly issuers: readonly string[]
  readonly clientId: string
  readonly nonce: string
  readonly accessToken: string | KeptHash
  /** `id_token_signing_alg_values_supported` of the provider. */
  readonly algorithms: readonly string[]
  /** Whether a key of the provider made this signature. */
  readonly verifySignature: (jws: string, algorithms: readonly string[]) => Eventually<boolean>
  /** By Web Crypto where none is given. */
  readonly leftHalfHash?: LeftHalfHash
  /** By `atob` where none is given. */
  readonly fromBase64url?: FromBase64url
  /** Seconds since 1970. */
  readonly now: number
}

/** Section of the specification that asks for each check. */
const sources: Readonly<Record<IdTokenCheckName, string>> = {
  structure: 'RFC 7519, 7.2',
  algorithm: 'OIDC Core 3.1.3.7 (7)',
  signature: 'OIDC Core 3.1.3.7 (6)',
  issuer: 'OIDC Core 3.1.3.7 (2)',
  audience: 'OIDC Core 3.1.3.7 (3)',
  authorized_party: 'OIDC Core 3.1.3.7 (4, 5)',
  subject: 'OIDC Core 2',
  expiry: 'OIDC Core 3.1.3.7 (9)',
  issued_at: 'OIDC Core 3.1.3.7 (10)',
  nonce: 'OIDC Core 3.1.3.7 (11)',
  access_token_hash: 'OIDC Core 3.1.3.8',
}

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
    compared('nonce', payload.nonce === expected.nonce, expected.nonce, payload.nonce),
    hash instanceof Promise ? await hash : hash,
  ]
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

function checkIssuer({ iss }: JsonObject, { issuers }: Expectation): CheckResult {
  const valid = issuers.some((issuer) => issuer === iss)
  return compared('issuer', valid, listed(issuers), iss)
}

function checkAudience({ aud }: JsonObject, { clientId }: Expectation): CheckResult {
  // Audiences that this client does not trust make the token somebody else's too.
  const valid = Array.isArray(aud)
    ? aud.length > 0 && aud.every((audience) => audience === clientId)
    : aud === clientId
  return compared('audience', valid, clientId, aud)
}

function checkAuthorizedParty({ aud, azp }: JsonObject, { clientId }: Expectation): CheckResult {
  const several = Array.isArray(aud) && aud.length > 1
  if (azp === undefined && !several) return notApplicable('authorized_party', clientId)
  return compared('authorized_party', azp === clientId, clientId, azp)
}

function checkSubject({ sub }: JsonObject): CheckResult {
  const valid = typeof sub === 'string' && sub.length > 0 && sub.length <= 255
  return compared('subject', valid, '255', sub)
}

function checkExpiry({ exp }: JsonObject, { now }: Expectation): CheckResult {
  return compared('expiry', isTime(exp) && exp + clockSkew > now, String(now), exp)
}

function checkIssuedAt({ iat, nbf }: JsonObject, { now }: Expectation): CheckResult {
  const valid = isTime(iat) && iat - clockSkew <= now
  const begun = nbf === undefined || (isTime(nbf) && nbf - clockSkew <= now)
  return compared('issued_at', valid && begun, String(now), valid && !begun ? nbf : iat)
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

/** Names of the checks that failed. */
export function failedChecks(results: readonly CheckResult[]): readonly IdTokenCheckName[] {
  const names: IdTokenCheckName[] = []
  for (const result of results) if (isFailure(result)) names.push(result.name)
  return names
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

function compared(
  name: IdTokenCheckName,
  valid: boolean,
  expected: string,
  value: JsonValue | undefined,
): CheckResult {
  return result(name, valid ? 'pass' : 'fail', expected, asText(value))
}

function notApplicable(name: IdTokenCheckName, expected: string): CheckResult {
  return result(name, 'not_applicable', expected, null)
}

function result(
  name: IdTokenCheckName,
  verdict: Verdict,
  expected: string,
  found: string | null,
): CheckResult {
  return { name, source: sources[name], verdict, expected, found }
}

function listed(texts: readonly string[]): string {
  const [only = ''] = texts
  return texts.length > 1 ? texts.join(', ') : only
}

/** A value of a token as text for the page, cut where an attacker made it long. */
function asText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

/** A NumericDate (RFC 7519, 2) that the calendar of ECMAScript can tell, from 1970 on. */
function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= lastSecond
}
