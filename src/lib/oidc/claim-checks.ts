import type { DecodedJwt } from '../jwt/decode-jwt.ts'
import type { JsonValue } from '../jwt/json-object.ts'
import { type Comparison, compared, notApplicable } from './check-comparison.ts'
import type { Expectation } from './expectation.ts'

/** Seconds by which the clocks of provider and app may differ. */
const clockSkew = 60
/** The last second that a `Date` can hold. */
const lastSecond = 8_640_000_000_000

export function checkIssuer({ payload }: DecodedJwt, { issuers }: Expectation): Comparison {
  const valid = issuers.some((issuer) => issuer === payload.iss)
  return compared(valid, issuers.join(', '), payload.iss)
}

export function checkAudience({ payload }: DecodedJwt, { clientId }: Expectation): Comparison {
  const { aud } = payload
  // A second audience, which this client has no reason to trust, could use the token as well.
  const valid = Array.isArray(aud)
    ? aud.length > 0 && aud.every((audience) => audience === clientId)
    : aud === clientId
  return compared(valid, clientId, aud)
}

export function checkAuthorizedParty(
  { payload: { aud, azp } }: DecodedJwt,
  { clientId }: Expectation,
): Comparison {
  const several = Array.isArray(aud) && aud.length > 1
  if (azp === undefined && !several) return notApplicable(clientId)
  return compared(azp === clientId, clientId, azp)
}

export function checkSubject({ payload: { sub } }: DecodedJwt): Comparison {
  const valid = typeof sub === 'string' && sub.length > 0 && sub.length <= 255
  return compared(valid, '255', sub)
}

export function checkExpiry({ payload: { exp } }: DecodedJwt, { now }: Expectation): Comparison {
  return compared(isTime(exp) && exp + clockSkew > now, String(now), exp)
}

export function checkIssuedAt({ payload }: DecodedJwt, { now }: Expectation): Comparison {
  const { iat, nbf } = payload
  const valid = isTime(iat) && iat - clockSkew <= now
  const begun = nbf === undefined || (isTime(nbf) && nbf - clockSkew <= now)
  return compared(valid && begun, String(now), valid && !begun ? nbf : iat)
}

export function checkNonce({ payload }: DecodedJwt, { nonce }: Expectation): Comparison {
  return compared(payload.nonce === nonce, nonce, payload.nonce)
}

/** A NumericDate (RFC 7519, 2) within the range of an ECMAScript `Date`, from 1970 on. */
function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= lastSecond
}
