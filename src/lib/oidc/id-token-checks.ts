import { type DecodedJwt, decodeJwt } from '../jwt/decode-jwt.ts'
import type { JsonValue } from '../jwt/json-object.ts'
import { type LeftHalfHash, type KeptHash, expectedAccessTokenHash } from './access-token-hash.ts'
import { type Eventually, whenThere } from '../promises/eventually.ts'
import {
  type CheckResult,
  type IdTokenCheckName,
  type Verdict,
  idTokenCheckNames,
  isFailure,
} from './check-names.ts'
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
  /** Seconds since 1970. */
  readonly now: number
}

/** What a check says of a token that could be read. */
interface Finding {
  readonly verdict: Verdict
  readonly expected: string
  readonly found: string | null
}

interface IdTokenCheck {
  readonly source: string
  /** @param expected its algorithms are those that are accepted at all */
  run(token: DecodedJwt, expected: Expectation, raw: string): Eventually<Finding>
}

const checks: Readonly<Record<IdTokenCheckName, IdTokenCheck>> = {
  structure: {
    source: 'RFC 7519, 7.2',
    run: () => ({ verdict: 'pass', expected: '3', found: '3' }),
  },
  algorithm: {
    source: 'OIDC Core 3.1.3.7 (7)',
    run: ({ header: { alg } }, { algorithms }) =>
      finding(
        algorithms.some((algorithm) => algorithm === alg),
        algorithms.join(', '),
        alg,
      ),
  },
  signature: {
    source: 'OIDC Core 3.1.3.7 (6)',
    run({ header }, { algorithms, verifySignature }, raw) {
      // RFC 7515, 4.1.11: what is critical must be understood, and no extension is. `b64` is one
      // that a JWT may not use at all (RFC 7797, 7), though a verifier of any JWS may know it.
      const understood = header.crit === undefined
      return whenThere(verifySignature(raw, algorithms), (verified) =>
        finding(verified && understood, 'jwks_uri', header.kid),
      )
    },
  },
  issuer: {
    source: 'OIDC Core 3.1.3.7 (2)',
    run: ({ payload }, { issuers }) =>
      finding(
        issuers.some((issuer) => issuer === payload.iss),
        issuers.join(', '),
        payload.iss,
      ),
  },
  audience: {
    source: 'OIDC Core 3.1.3.7 (3)',
    run({ payload }, { clientId }) {
      // Audiences that this client does not trust make the token somebody else's too.
      const audiences = Array.isArray(payload.aud) ? payload.aud : [payload.aud]
      const valid = audiences.length > 0 && audiences.every((audience) => audience === clientId)
      return finding(valid, clientId, payload.aud)
    },
  },
  authorized_party: {
    source: 'OIDC Core 3.1.3.7 (4, 5)',
    run({ payload }, { clientId }) {
      const several = Array.isArray(payload.aud) && payload.aud.length > 1
      if (payload.azp === undefined && !several) return notApplicable(clientId)
      return finding(payload.azp === clientId, clientId, payload.azp)
    },
  },
  subject: {
    source: 'OIDC Core 2',
    run({ payload: { sub } }) {
      const valid = typeof sub === 'string' && sub.length > 0 && sub.length <= 255
      return finding(valid, '255', sub)
    },
  },
  expiry: {
    source: 'OIDC Core 3.1.3.7 (9)',
    run: ({ payload: { exp } }, { now }) =>
      finding(isTime(exp) && exp + clockSkew > now, String(now), exp),
  },
  issued_at: {
    source: 'OIDC Core 3.1.3.7 (10)',
    run({ payload: { iat, nbf } }, { now }) {
      const valid = isTime(iat) && iat - clockSkew <= now
      const begun = nbf === undefined || (isTime(nbf) && nbf - clockSkew <= now)
      return finding(valid && begun, String(now), valid && !begun ? nbf : iat)
    },
  },
  nonce: {
    source: 'OIDC Core 3.1.3.7 (11)',
    run: ({ payload }, { nonce }) => finding(payload.nonce === nonce, nonce, payload.nonce),
  },
  access_token_hash: {
    source: 'OIDC Core 3.1.3.8',
    run({ header: { alg }, payload }, { accessToken, leftHalfHash }) {
      const algorithm = typeof alg === 'string' ? alg : ''
      const hashing = expectedAccessTokenHash(accessToken, algorithm, leftHalfHash)
      return whenThere(hashing, (expected) => {
        // Optional in the code flow (3.1.3.6); a hash that cannot be computed cannot be right.
        if (payload.at_hash === undefined) return notApplicable(expected ?? '')
        return finding(payload.at_hash === expected, expected ?? '', payload.at_hash)
      })
    },
  },
}

const checksInOrder = idTokenCheckNames.map((name) => ({ name, ...checks[name] }))

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
  const token = readable(idToken)
  const algorithms = expected.algorithms.filter((algorithm) => accepted.has(algorithm))
  const allowed = { ...expected, algorithms }
  const results: CheckResult[] = []
  for (const { name, source, run } of checksInOrder) {
    const running = token ? run(token, allowed, idToken) : unreadable(name, idToken)
    // Only two have something to wait for.
    const said = running instanceof Promise ? await running : running
    results.push({
      name,
      source,
      verdict: said.verdict,
      expected: said.expected,
      found: said.found,
    })
  }
  return results
}

/** Names of the checks that failed. */
export function failedChecks(results: readonly CheckResult[]): readonly IdTokenCheckName[] {
  return results.filter(isFailure).map(nameOf)
}

function nameOf({ name }: CheckResult): IdTokenCheckName {
  return name
}

function readable(idToken: string): DecodedJwt | undefined {
  return idToken.length <= maximumLength ? decodeJwt(idToken) : undefined
}

function unreadable(name: IdTokenCheckName, idToken: string): Finding {
  if (name !== 'structure') return notApplicable('')
  return { verdict: 'fail', expected: '3', found: idToken === '' ? null : partsOf(idToken) }
}

function partsOf(idToken: string): string {
  return String(idToken.slice(0, maximumLength).split('.').length)
}

function finding(valid: boolean, expected: string, value: JsonValue | undefined): Finding {
  return { verdict: valid ? 'pass' : 'fail', expected, found: asText(value) }
}

function notApplicable(expected: string): Finding {
  return { verdict: 'not_applicable', expected, found: null }
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
