import type { JsonObject } from '../jwt/json-object.ts'
import type { IdTokenCheckName } from '../oidc/check-names.ts'
import { accessTokenHash } from '../oidc/access-token-hash.ts'
import type { BenchTools, Lie } from './lie.ts'
import { signByBench } from './signing.ts'

const [hour, day] = [3600, 86_400]
const otherApp = 'another-app.example'

type Change = (
  claims: JsonObject,
  tools: BenchTools,
) => Promise<Record<string, JsonObject[string] | undefined>> | Record<string, unknown>

/** Forged claims, signed with the bench's own key. */
function claimLie(own: IdTokenCheckName, change: Change) {
  return {
    group: 'claims',
    own,
    failing: own === 'signature' ? ['signature'] : ['signature', own],
    async tell({ header, payload }, tools) {
      // A claim that is `undefined` is left out of JSON.
      const claims = { ...payload, ...(await change(payload, tools)) } as JsonObject
      return signByBench(tools, header, claims)
    },
  } as const satisfies Lie
}

export const claimLies = {
  audience: claimLie('audience', () => ({ aud: otherApp })),
  audiences: claimLie('audience', ({ aud }) => ({ aud: [aud, otherApp] })),
  issuer: claimLie('issuer', () => ({ iss: 'https://login.another-provider.example' })),
  expired: claimLie('expiry', (_, { now }) => ({ iat: now - 2 * hour, exp: now - hour })),
  expiry_missing: claimLie('expiry', () => ({ exp: undefined })),
  issued_in_future: claimLie('issued_at', (_, { now }) => ({
    iat: now + day,
    exp: now + day + hour,
  })),
  subject_swapped: claimLie('signature', () => ({ sub: '108642000000000000053' })),
  subject_empty: claimLie('subject', () => ({ sub: '' })),
  nonce_stale: claimLie('nonce', () => ({ nonce: 'nonce-of-an-earlier-login' })),
  nonce_missing: claimLie('nonce', () => ({ nonce: undefined })),
  authorized_party: claimLie('authorized_party', () => ({ azp: otherApp })),
  access_token_hash: claimLie('access_token_hash', async () => ({
    at_hash: await accessTokenHash('another access token', 'RS256'),
  })),
} as const satisfies Readonly<Record<string, Lie>>
