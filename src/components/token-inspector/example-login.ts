import { SignJWT, base64url, exportJWK, generateKeyPair } from 'jose'
import { accessTokenHash } from '../../lib/oidc/access-token-hash.ts'

const issuer = 'https://provider.example'
const clientId = 'my-app'
const hour = 3600

/** A made-up login: its ID token, and the values that an app would check it against. */
export interface ExampleLogin {
  readonly idToken: string
  readonly issuer: string
  readonly clientId: string
  readonly nonce: string
  /** JWK Set of the one public key, as text. */
  readonly jwks: string
}

/**
 * Signs an ID token, shaped like Google's, with a new key: every check has something to compare.
 * @param now seconds since 1970
 * @throws TypeError outside secure contexts, where browsers offer no Web Crypto
 */
export async function makeExampleLogin(now: number): Promise<ExampleLogin> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const kid = randomText(8)
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  const nonce = randomText(16)
  const idToken = await new SignJWT({
    iss: issuer,
    azp: clientId,
    aud: clientId,
    sub: '104729000000000000017',
    email: 'taro.yamada@mail.example',
    email_verified: true,
    at_hash: (await accessTokenHash(randomText(32), 'RS256')) ?? '',
    nonce,
    name: '山田太郎',
    given_name: '太郎',
    family_name: '山田',
    iat: now,
    exp: now + hour,
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey)
  return { idToken, issuer, clientId, nonce, jwks: JSON.stringify({ keys: [jwk] }, null, 2) }
}

function randomText(bytes: number): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)))
}
