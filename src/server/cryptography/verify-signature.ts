import { KeyObject, constants, hash, verify } from 'node:crypto'
import type { LeftHalfHash } from '../../lib/oidc/access-token-hash.ts'
import { type VerifySignature, rsaSignatureOctets } from '../../lib/oidc/verify-signature.ts'

/** 2,048 bits: a smaller key of RSA must not be used (RFC 7518, 3.3). */
const leastModulusOctets = 256
const pssPadding = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
}

type VerifyBytes = (signed: Buffer, signature: Buffer) => boolean

/** What verifies under one key with one algorithm. A key comes with the algorithm it is for. */
const verifiers = new WeakMap<CryptoKey, VerifyBytes>()

/** By node:crypto, which stays in its thread: a third of what Web Crypto takes. */
export const verifySignature: VerifySignature = (jws, key, algorithm) => {
  const end = jws.lastIndexOf('.')
  const verifies = verifiers.get(key) ?? verifierOf(key, algorithm)
  return verifies(
    Buffer.from(jws.slice(0, end), 'latin1'),
    Buffer.from(jws.slice(end + 1), 'base64url'),
  )
}

function verifierOf(key: CryptoKey, algorithm: string): VerifyBytes {
  const verifies = bytesVerifier(KeyObject.from(key), algorithm)
  const octets = rsaSignatureOctets(key)
  const verifier = octets === undefined ? verifies : verifierOfRsa(octets, verifies)
  verifiers.set(key, verifier)
  return verifier
}

function verifierOfRsa(octets: number, verifies: VerifyBytes): VerifyBytes {
  if (octets < leastModulusOctets) return () => false
  return (signed, signature) => signature.length === octets && verifies(signed, signature)
}

/** RFC 7518, 3.1, and RFC 8037, 3.1. */
function bytesVerifier(key: KeyObject, algorithm: string): VerifyBytes {
  const [, kind, bits] = /^(RS|PS|ES)(256|384|512)$/.exec(algorithm) ?? []
  const digest = bits ? `sha${bits}` : null
  // ES: the two numbers side by side, not in ASN.1.
  const input = {
    ...{ key, ...(kind === 'PS' && pssPadding) },
    ...(kind === 'ES' && { dsaEncoding: 'ieee-p1363' as const }),
  }
  const asItIs = kind === 'RS' || kind === undefined ? key : input
  return (signed, signature) => verify(digest, signed, asItIs, signature)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** By node:crypto, as text: to be given bytes takes longer than the hash itself. */
export const leftHalfHash: LeftHalfHash = (bits, text) =>
  firstBits(hash(`sha${bits}`, text, 'base64url'), Number(bits) / 2)

/** The first bits of what Base64url holds, six in a character (RFC 4648, 4); the rest are zero. */
function firstBits(base64url: string, count: number): string {
  const whole = Math.floor(count / 6)
  const unused = 6 - (count % 6)
  if (unused === 6) return base64url.slice(0, whole)
  const cut = (alphabet.indexOf(base64url.charAt(whole)) >> unused) << unused
  return base64url.slice(0, whole) + alphabet.charAt(cut)
}
