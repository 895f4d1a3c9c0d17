import { base64url, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'

const exampleClientId = 'demo.apps.genkan.practice'

/**
 * Signs the example ID token of the home page: the claims are shaped like Google's, the key is
 * generated for this token and discarded.
 * @param issuer URL of the practice provider
 * @param site public origin, for the picture
 * @param now seconds since 1970
 */
export async function signExampleToken(issuer: string, site: URL, now: number): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const kid = await calculateJwkThumbprint(await exportJWK(publicKey))
  return new SignJWT({
    iss: issuer,
    azp: exampleClientId,
    aud: exampleClientId,
    sub: '104729000000000000017',
    email: 'taro.yamada@mail.example',
    email_verified: true,
    at_hash: await leftHalfHash(randomText(32)),
    nonce: randomText(16),
    name: '山田太郎',
    picture: new URL('/personas/taro.svg', site).href,
    given_name: '太郎',
    family_name: '山田',
    iat: now,
    exp: now + 3600,
  })
    .setProtectedHeader({ alg: 'RS256', kid: kid.slice(0, 16), typ: 'JWT' })
    .sign(privateKey)
}

/** The value of `at_hash` for an RS256 token (OIDC Core 3.1.3.6). */
async function leftHalfHash(accessToken: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken))
  return base64url.encode(new Uint8Array(hash).slice(0, 16))
}

function randomText(bytes: number): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)))
}
