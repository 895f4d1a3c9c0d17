import { type DecodedJwt, decodeJwt } from '../jwt/decode-jwt.ts'
import { expectedAccessTokenHash } from './access-token-hash.ts'
import {
  type CheckResult,
  type IdTokenCheckName,
  idTokenCheckNames,
  isFailure,
} from './check-names.ts'
import {
  checkAudience,
  checkAuthorizedParty,
  checkExpiry,
  checkIssuedAt,
  checkIssuer,
  checkNonce,
  checkSubject,
} from './claim-checks.ts'
import { type Comparison, compared, notApplicable } from './check-comparison.ts'
import type { Expectation } from './expectation.ts'
import { acceptedAlgorithms } from './key-set.ts'

/** Characters; a token of Google has about 1,200. */
export const maximumLength = 16_384
/** Header, payload, signature (RFC 7515, 7.1). */
const partCount = '3'

interface Check {
  /** Section of the specification that asks for it. */
  readonly source: string
  /** What the token is compared with; null where the check looks at the token alone. */
  readonly comparesWith: keyof Expectation | null
  readonly run: (token: DecodedJwt, expected: Expectation) => Comparison | Promise<Comparison>
}

/** Table of the ID token checks. */
export const checks: Readonly<Record<IdTokenCheckName, Check>> = {
  structure: {
    source: 'RFC 7519, 7.2',
    comparesWith: null,
    // Decoding the token was the check: see checkIdToken.
    run: () => compared(true, partCount, partCount),
  },
  algorithm: {
    source: 'OIDC Core 3.1.3.7 (7)',
    comparesWith: 'algorithms',
    run: checkAlgorithm,
  },
  signature: {
    source: 'OIDC Core 3.1.3.7 (6)',
    comparesWith: 'verifySignature',
    run: checkSignature,
  },
  issuer: { source: 'OIDC Core 3.1.3.7 (2)', comparesWith: 'issuers', run: checkIssuer },
  audience: { source: 'OIDC Core 3.1.3.7 (3)', comparesWith: 'clientId', run: checkAudience },
  authorized_party: {
    source: 'OIDC Core 3.1.3.7 (4, 5)',
    comparesWith: 'clientId',
    run: checkAuthorizedParty,
  },
  subject: { source: 'OIDC Core 2', comparesWith: null, run: checkSubject },
  expiry: { source: 'OIDC Core 3.1.3.7 (9)', comparesWith: 'now', run: checkExpiry },
  issued_at: { source: 'OIDC Core 3.1.3.7 (10)', comparesWith: 'now', run: checkIssuedAt },
  nonce: { source: 'OIDC Core 3.1.3.7 (11)', comparesWith: 'nonce', run: checkNonce },
  access_token_hash: {
    source: 'OIDC Core 3.1.3.8',
    comparesWith: 'accessToken',
    run: checkAccessTokenHash,
  },
}

/** The checks whose values are moments, in seconds since 1970. */
export const timeChecks: ReadonlySet<IdTokenCheckName> = new Set(
  idTokenCheckNames.filter((name) => checks[name].comparesWith === 'now'),
)

/**
 * Runs every check of an ID token (OIDC Core 3.1.3.7), also after one has failed.
 * The login stands only if none of the results is `fail`.
 * @param idToken as received
 * @returns one result for each check, in the order of {@link idTokenCheckNames}
 * @throws OidcError where the provider's keys can't be fetched
 */
export async function checkIdToken(
  idToken: string,
  expected: Expectation,
): Promise<readonly CheckResult[]> {
  const token = idToken.length <= maximumLength ? decodeJwt(idToken) : undefined
  return Promise.all(
    idTokenCheckNames.map(async (name) => {
      const { source, run } = checks[name]
      const comparison = token ? await run(token, expected) : unreadable(name, idToken)
      return { name, source, ...comparison }
    }),
  )
}

/** Names of the checks that failed. */
export function failedChecks(results: readonly CheckResult[]): readonly IdTokenCheckName[] {
  return results.filter(isFailure).map(({ name }) => name)
}

/** Of a text that can't be decoded, only the structure can be judged. */
function unreadable(name: IdTokenCheckName, idToken: string): Comparison {
  if (name !== 'structure') return notApplicable('')
  const parts = idToken.slice(0, maximumLength).split('.').length
  return compared(false, partCount, idToken === '' ? undefined : parts)
}

function checkAlgorithm({ header: { alg } }: DecodedJwt, expected: Expectation): Comparison {
  const algorithms = accepted(expected)
  const valid = algorithms.some((algorithm) => algorithm === alg)
  return compared(valid, algorithms.join(', '), alg)
}

async function checkSignature(
  { header: { crit, kid }, parts }: DecodedJwt,
  expected: Expectation,
): Promise<Comparison> {
  const verified = await expected.verifySignature(parts.join('.'), accepted(expected))
  // RFC 7515, 4.1.11: every critical extension must be understood, and this client knows none. jose
  // knows `b64`, which a JWT must not use (RFC 7797, 7).
  return compared(verified && crit === undefined, 'jwks_uri', kid)
}

async function checkAccessTokenHash(
  { header: { alg }, payload: { at_hash } }: DecodedJwt,
  { accessToken }: Expectation,
): Promise<Comparison> {
  const hash = await expectedAccessTokenHash(accessToken, typeof alg === 'string' ? alg : '')
  // Optional in the code flow (OIDC Core 3.1.3.6).
  if (at_hash === undefined) return notApplicable(hash ?? '')
  // An algorithm without a known hash: nothing can match.
  return compared(at_hash === hash, hash ?? '', at_hash)
}

function accepted({ algorithms }: Expectation): readonly string[] {
  return algorithms.filter((algorithm) => acceptedAlgorithms.includes(algorithm))
}
