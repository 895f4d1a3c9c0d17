import { base64url } from 'jose'
import type { Eventually } from '../promises/eventually.ts'

/** The left half of a SHA-2 of so many bits over a text in UTF-8, in Base64url. */
export type LeftHalfHash = (bits: HashBits, text: string) => Eventually<string>
export type HashBits = '256' | '384' | '512'

/** What is left of an access token that was not kept: its hash under one algorithm. */
export interface KeptHash {
  readonly algorithm: string
  readonly hash: string
}

/**
 * `at_hash` (OIDC Core 3.1.3.6): the left half of the hash that belongs to the algorithm.
 * @returns undefined for an algorithm whose hash is not known
 */
export function accessTokenHash(
  accessToken: string,
  algorithm: string,
  leftHalfHash: LeftHalfHash = webLeftHalfHash,
): Eventually<string | undefined> {
  const bits = hashBits(algorithm)
  return bits === undefined ? undefined : leftHalfHash(bits, accessToken)
}

/** The same of an access token of which the hash is all that was kept. */
export function expectedAccessTokenHash(
  accessToken: string | KeptHash,
  algorithm: string,
  leftHalfHash?: LeftHalfHash,
): Eventually<string | undefined> {
  if (typeof accessToken === 'string') return accessTokenHash(accessToken, algorithm, leftHalfHash)
  const bits = hashBits(algorithm)
  return bits !== undefined && bits === hashBits(accessToken.algorithm)
    ? accessToken.hash
    : undefined
}

/** By Web Crypto, which is wherever this runs. */
async function webLeftHalfHash(bits: HashBits, text: string): Promise<string> {
  const hash = await crypto.subtle.digest(`SHA-${bits}`, new TextEncoder().encode(text))
  return base64url.encode(new Uint8Array(hash, 0, hash.byteLength / 2))
}

/** RFC 7518, 3.1; RFC 8037, 3.1, whose Ed25519 hashes by SHA-512. */
const bitsOfAlgorithms: ReadonlyMap<string, HashBits> = new Map([
  ...(['256', '384', '512'] as const).flatMap((bits) =>
    ['RS', 'PS', 'ES'].map((kind) => [`${kind}${bits}`, bits] as const),
  ),
  ['EdDSA', '512'],
  ['Ed25519', '512'],
])

function hashBits(algorithm: string): HashBits | undefined {
  return bitsOfAlgorithms.get(algorithm)
}
