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

/** By Web Crypto, which is wherever this runs. */
export const webVerifySignature: VerifySignature = (jws, key, algorithm) =>
  compactVerify(jws, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  )
