import { CompactSign, base64url } from 'jose'
import type { JsonObject } from '../jwt/json-object.ts'
import type { BenchKey, BenchTools } from './lie.ts'

const encoder = new TextEncoder()

/** Base64url encoding of a header or payload. */
export function encodePart(members: JsonObject): string {
  return base64url.encode(JSON.stringify(members))
}

/** Signs a JWS with any header, without validating it. */
export function signWith(
  key: BenchKey['privateKey'] | Uint8Array,
  header: JsonObject,
  payload: JsonObject,
): Promise<string> {
  const critical = Array.isArray(header.crit) ? header.crit.map((name) => [name, true]) : []
  return new CompactSign(encoder.encode(JSON.stringify(payload)))
    .setProtectedHeader({ ...header, alg: String(header.alg) })
    .sign(key, { crit: Object.fromEntries(critical) as Record<string, boolean> })
}

/** Signs with the bench's RSA key (RS256) and its `kid`. */
export function signByBench(
  { rsa }: BenchTools,
  header: JsonObject,
  payload: JsonObject,
): Promise<string> {
  return signWith(rsa.privateKey, { ...header, alg: 'RS256', kid: rsa.kid }, payload)
}
