import { base64url } from 'jose'

/** Stored hash of an access token, instead of the token itself. */
export interface KeptHash {
  /** `alg` of the ID token (RFC 7518, 3.1) that the hash was computed for. */
  readonly algorithm: string
  /** Base64url. */
  readonly hash: string
}

/**
 * `at_hash` (OIDC Core 3.1.3.6): the left half of the SHA-2 hash that belongs to an algorithm.
 * @param algorithm `alg` of the ID token
 * @returns Base64url; undefined for an algorithm without a known hash
 */
export async function accessTokenHash(
  accessToken: string,
  algorithm: string,
): Promise<string | undefined> {
  const bits = hashBits(algorithm)
  if (bits === undefined) return undefined
  const hash = await crypto.subtle.digest(`SHA-${bits}`, new TextEncoder().encode(accessToken))
  return base64url.encode(new Uint8Array(hash, 0, hash.byteLength / 2))
}

/** {@link accessTokenHash} of a token, or the stored hash where its algorithm has the same size. */
export async function expectedAccessTokenHash(
  accessToken: string | KeptHash,
  algorithm: string,
): Promise<string | undefined> {
  if (typeof accessToken === 'string') return accessTokenHash(accessToken, algorithm)
  const bits = hashBits(algorithm)
  return bits !== undefined && bits === hashBits(accessToken.algorithm)
    ? accessToken.hash
    : undefined
}

/** RFC 7518, 3.1; RFC 8037, 3.1, whose Ed25519 uses SHA-512. */
function hashBits(algorithm: string): string | undefined {
  if (algorithm === 'EdDSA' || algorithm === 'Ed25519') return '512'
  return /^[REP]S(256|384|512)$/.exec(algorithm)?.[1]
}
