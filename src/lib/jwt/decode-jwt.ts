import { nestsTooDeep } from '../oidc/json-depth.ts'
import { fromUtf8 } from '../text/utf8.ts'
import { type JsonObject, isJsonObject } from './json-object.ts'

export interface DecodedJwt {
  readonly header: JsonObject
  readonly payload: JsonObject
  /** The three parts as they stand in the token, Base64url. */
  readonly parts: readonly [header: string, payload: string, signature: string]
}

/**
 * Takes a signed JWT apart (RFC 7519, 7.2; RFC 7515, 5.2). It verifies nothing.
 * @returns undefined where the text is no JWT: other than three Base64url parts, or a header or
 * payload that is no JSON object in valid UTF-8, or nests too deep to be walked through
 */
export function decodeJwt(jwt: string): DecodedJwt | undefined {
  const parts = jwt.split('.')
  const [header, payload, signature] = parts
  if (parts.length !== 3 || header === undefined || payload === undefined) return undefined
  if (signature === undefined || !/^[A-Za-z0-9_-]*$/.test(signature)) return undefined
  const decodedHeader = decodeHeader(header)
  const decodedPayload = decodePart(payload)
  if (decodedHeader === undefined || decodedPayload === undefined) return undefined
  return {
    header: decodedHeader,
    payload: decodedPayload,
    parts: [header, payload, signature],
  }
}

/**
 * Headers that are kept decoded, and the characters that one may have: a provider writes one and
 * the same for as long as it has a key.
 */
const [mostHeaders, longestHeader] = [16, 256]
const headers = new Map<string, JsonObject>()

function decodeHeader(part: string): JsonObject | undefined {
  const known = headers.get(part)
  if (known) return known
  const header = decodePart(part)
  if (!header || part.length > longestHeader) return header
  if (headers.size === mostHeaders) headers.clear()
  headers.set(part, header)
  return header
}

/** What `atob` takes (Infra, forgiving-base64 decode) and Base64url does not have (RFC 7515, 2). */
const takenByAtob = ['+', '/', '=', ' ', '\t', '\n', '\f', '\r']

function decodePart(part: string): JsonObject | undefined {
  if (part === '') return undefined
  for (const character of takenByAtob) if (part.includes(character)) return undefined
  try {
    const text = fromUtf8(atob(part.replaceAll('-', '+').replaceAll('_', '/')))
    if (nestsTooDeep(text)) return undefined
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
