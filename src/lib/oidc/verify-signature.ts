import { compactVerify } from 'jose'
import type { Eventually } from '../promises/eventually.ts'

/**
 * Whether a key made the signature of a compact JWS (RFC 7515, 5.2). What the header says is not
 * asked: algorithm and key were chosen before.
 */
export type VerifySignature = (
  jws: string,
  key: CryptoKey,
  algorithm: string,
) => Eventually<boolean>

/**
 * Octets that each signature by this key has, where it is one of RSA: those of its modulus (RFC 8017,
 * 8.1.2 and 8.2.2, step 1). OpenSSL takes one of PSS without the zeros at its start as well.
 */
export function rsaSignatureOctets(key: CryptoKey): number | undefined {
  const { modulusLength } = key.algorithm as Partial<RsaKeyAlgorithm>
  return modulusLength === undefined ? undefined : Math.ceil(modulusLength / 8)
}

/** By Web Crypto, which is wherever this runs. */
export const webVerifySignature: VerifySignature = (jws, key, algorithm) => {
  const octets = rsaSignatureOctets(key)
  const characters = jws.length - jws.lastIndexOf('.') - 1
  // Base64url without padding: three octets in four characters.
  if (octets !== undefined && Math.floor((characters * 3) / 4) !== octets) return false
  return compactVerify(jws, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  )
}
