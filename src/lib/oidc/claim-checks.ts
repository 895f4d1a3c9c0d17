import type { JsonObject, JsonValue } from '../jwt/json-object.ts'
import type { CheckResult } from './check-names.ts'
import { compared, listed, notApplicable } from './check-results.ts'
import type { Expectation } from './expectation.ts'

/** Seconds by which the clocks of provider and app may differ. */
const clockSkew = 60
/** The last second that a `Date` can hold. */
const lastSecond = 8_640_000_000_000

export function checkIssuer({ iss }: JsonObject, { issuers }: Expectation): CheckResult {
  const valid = issuers.some((issuer) => issuer === iss)
  return compared('issuer', valid, listed(issuers), iss)
}

export function checkAudience({ aud }: JsonObject, { clientId }: Expectation): CheckResult {
  // Audiences that this client does not trust make the token somebody else's too.
  const valid = Array.isArray(aud)
    ? aud.length > 0 && aud.every((audience) => audience === clientId)
    : aud === clientId
  return compared('audience', valid, clientId, aud)
}

export function checkAuthorizedParty(
  { aud, azp }: JsonObject,
  { clientId }: Expectation,
): CheckResult {
  const several = Array.isArray(aud) && aud.length > 1
  if (azp === undefined && !several) return notApplicable('authorized_party', clientId)
  return compared('authorized_party', azp === clientId, clientId, azp)
}

export function checkSubject({ sub }: JsonObject): CheckResult {
  const valid = typeof sub === 'string' && sub.length > 0 && sub.length <= 255
  return compared('subject', valid, '255', sub)
}

export function checkExpiry({ exp }: JsonObject, { now }: Expectation): CheckResult {
  return compared('expiry', isTime(exp) && exp + clockSkew > now, String(now), exp)
}

export function checkIssuedAt({ iat, nbf }: JsonObject, { now }: Expectation): CheckResult {
  const valid = isTime(iat) && iat - clockSkew <= now
  const begun = nbf === undefined || (isTime(nbf) && nbf - clockSkew <= now)
  return compared('issued_at', valid && begun, String(now), valid && !begun ? nbf : iat)
}

export function checkNonce({ nonce }: JsonObject, expected: Expectation): CheckResult {
  return compared('nonce', nonce === expected.nonce, expected.nonce, nonce)
}

/** A NumericDate (RFC 7519, 2) that the calendar of ECMAScript can tell, from 1970 on. */
function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= lastSecond
}
