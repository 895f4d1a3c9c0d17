import { nestsTooDeep } from '../oidc/json-depth.ts'
import { fromBase64url } from '../base64url.ts'
import { type JsonObject, isJsonObject } from './json-object.ts'

export interface DecodedJwt {
  readonly header: JsonObject
  readonly payload: JsonObject
  /** The three parts as they stand in the token, Base64url. */
  readonly parts: readonly [header: string, payload: string, signature: string]
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Decodes a signed JWT (RFC 7519, 7.2; RFC 7515, 5.2). It verifies nothing.
 * @returns undefined where the text is no JWT: other than three Base64url parts, or a header or
 * payload that is no JSON object in valid UTF-8 or nests too deep
 */
export function decodeJwt(jwt: string): DecodedJwt | undefined {
  const [header, payload, signature, fourth] = jwt.split('.', 4)
  if (header === undefined || payload === undefined || signature === undefined) return undefined
  if (fourth !== undefined || fromBase64url(signature) === undefined) return undefined
  const decodedHeader = decodePart(header)
  const decodedPayload = decodePart(payload)
  if (decodedHeader === undefined || decodedPayload === undefined) return undefined
  return { header: decodedHeader, payload: decodedPayload, parts: [header, payload, signature] }
}

function decodePart(part: string): JsonObject | undefined {
  const bytes = fromBase64url(part)
  if (bytes === undefined) return undefined
  try {
    const text = utf8.decode(bytes)
    if (nestsTooDeep(text)) return undefined
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
