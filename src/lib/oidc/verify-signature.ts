import { compactVerify } from 'jose'

/**
 * Whether a key made the signature of a compact JWS (RFC 7515, 5.2).
 * @param algorithm that the key is for; the JWS must name the same one
 */
export async function verifySignature(
  jws: string,
  key: CryptoKey,
  algorithm: string,
): Promise<boolean> {
  if (!hasSignatureLength(jws, key)) return false
  try {
    await compactVerify(jws, key, { algorithms: [algorithm] })
    return true
  } catch {
    return false
  }
}

/**
 * An RSA signature has as many octets as the modulus (RFC 8017, 8.1.2 and 8.2.2, step 1). OpenSSL
 * also accepts PSS signatures without their leading zeros.
 */
function hasSignatureLength(jws: string, key: CryptoKey): boolean {
  const { modulusLength } = key.algorithm as Partial<RsaKeyAlgorithm>
  if (modulusLength === undefined) return true
  const characters = jws.length - jws.lastIndexOf('.') - 1
  // Base64url without padding: three octets in four characters.
  return Math.floor((characters * 3) / 4) === Math.ceil(modulusLength / 8)
}
