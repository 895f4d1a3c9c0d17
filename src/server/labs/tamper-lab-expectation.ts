import type { JSONWebKeySet } from 'jose'
import { decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import type { SessionRecord } from '../../lib/login-record.ts'
import type { IdTokenCheckName } from '../../lib/oidc/check-names.ts'
import type { Expectation } from '../../lib/oidc/expectation.ts'
import { KeySet } from '../../lib/oidc/key-set.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'

/**
 * What the login of a record asked of its ID token, at the moment at which it asked. The nonce and
 * the access token are not kept; what the checks expected of them is.
 */
export function expectationOf(
  record: SessionRecord,
  { provider }: ProviderConnection,
  algorithms: readonly string[],
  keys: JSONWebKeySet,
): Expectation {
  const now = () => record.signedInAt
  // A key set of its own: key IDs made up on the bench must not use up what the logins may fetch.
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
