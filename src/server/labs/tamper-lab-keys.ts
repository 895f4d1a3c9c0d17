import { randomBytes, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import type { BenchKey, BenchTools } from '../../lib/tamper/lie.ts'

/** Signing keys of the tamper bench, shared by all visitors: nothing else trusts them. */
export type TamperLabKeys = Pick<BenchTools, 'rsa' | 'ec' | 'clientSecret'>

/** Generates the keys: in memory only, never published. */
export async function makeTamperLabKeys(): Promise<TamperLabKeys> {
  const [rsa, ec] = await Promise.all([makeKey('RS256'), makeKey('ES256')])
  return { rsa, ec, clientSecret: randomBytes(32).toString('base64url') }
}

async function makeKey(alg: 'RS256' | 'ES256'): Promise<BenchKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const kid = `tamper-bench-${randomUUID()}`
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } }
}
