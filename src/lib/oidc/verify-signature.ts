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

/** Bits of the modulus, where it is a key of RSA. */
export function modulusLength(key: CryptoKey): number | undefined {
  return (key.algorithm as Partial<RsaKeyAlgorithm>).modulusLength
}

/**
 * Octets of a signature of RSA: those of the modulus (RFC 8017, 8.1.2 and 8.2.2, step 1). OpenSSL
 * takes one of PSS without the zeros at its start as well.
 * @param bits of the modulus
 */
export function rsaSignatureOctets(bits: number): number {
  return Math.ceil(bits / 8)
}

/** By Web Crypto, which is wherever this runs. */
export const webVerifySignature: VerifySignature = (jws, key, algorithm) => {
  const bits = modulusLength(key)
  const characters = jws.length - jws.lastIndexOf('.') - 1
  // Base64url without padding: three octets in four characters.
  if (bits && Math.floor((characters * 3) / 4) !== rsaSignatureOctets(bits)) return false
  return compactVerify(jws, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  )
}
