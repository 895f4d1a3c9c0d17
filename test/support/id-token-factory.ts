import { type JWK, type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose'
import { KeySet } from '../../src/lib/oidc/key-set.ts'
import { accessTokenHash } from '../../src/lib/oidc/access-token-hash.ts'
import type { Expectation } from '../../src/lib/oidc/expectation.ts'

export const now = 1_800_000_000
export const accessToken = 'an access token'
export const issuer = 'https://provider.example'
export const clientId = 'client-1'
export const nonce = 'nonce-of-this-login'

/** Claims of any kind: most tests give some that no provider would. */
export type Claims = Readonly<Record<string, unknown>>

/** A key pair with its public half as a provider publishes it. */
export async function signingKey(alg = 'RS256', kid = 'key-1') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { privateKey, publicKey, jwk, alg, kid }
}

export type TestKey = Awaited<ReturnType<typeof signingKey>>

export async function healthyClaims(): Promise<Claims> {
  return {
    iss: issuer,
    aud: clientId,
    azp: clientId,
    sub: '104729000000000000017',
    nonce,
    iat: now,
    exp: now + 3600,
    at_hash: await accessTokenHash(accessToken, 'RS256'),
    name: '山田太郎',
  }
}

export function signed(key: TestKey, claims: Claims, header: object = {}): Promise<string> {
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey)
}

/** What a healthy token of `keys` must fulfil, computed as the login does it. */
export function expectation(
  keys: readonly TestKey[],
  rest: Partial<Expectation> = {},
): Expectation {
  const keySet = new KeySet(() => now * 1000)
  const published = { keys: keys.map(({ jwk }) => jwk) }
  return {
    issuers: [issuer],
    clientId,
    nonce,
    accessToken,
    algorithms: ['RS256'],
    verifySignature: (jws, algorithms) => keySet.verifies(jws, algorithms, async () => published),
    now,
    ...rest,
  }
}
