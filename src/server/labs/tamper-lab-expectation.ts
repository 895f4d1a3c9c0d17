import type { JSONWebKeySet } from 'jose'
import { decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import type { SessionRecord } from '../../lib/login-record.ts'
import type { IdTokenCheckName } from '../../lib/oidc/check-names.ts'
import type { Expectation } from '../../lib/oidc/expectation.ts'
import { KeySet } from '../../lib/oidc/key-set.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'

/**
 * What the ID token of a past login had to match, at the time of that login. Nonce and access token
 * are not stored; their expected values are in the results of the checks.
 */
export function expectationOf(
  record: SessionRecord,
  { provider }: ProviderConnection,
  algorithms: readonly string[],
  keys: JSONWebKeySet,
): Expectation {
  const now = () => record.signedInAt
  // A key set of its own: invented key IDs must not use up the fetch budget of the logins' cache.
  const keySet = new KeySet(now)
  return {
    issuers: provider.acceptedIssuers,
    clientId: expected(record, 'audience'),
    nonce: expected(record, 'nonce'),
    accessToken: {
      algorithm: String(decodeJwt(record.idToken)?.header.alg),
      hash: expected(record, 'access_token_hash'),
    },
    algorithms,
    verifySignature: (jws, accepted) => keySet.verifies(jws, accepted, async () => keys),
    now: Math.floor(now() / 1000),
  }
}

function expected({ checks }: SessionRecord, name: IdTokenCheckName): string {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw new Error(`the record of the login has no check ${name}`)
  return check.expected
}
