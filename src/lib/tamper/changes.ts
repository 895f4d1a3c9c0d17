import { base64url } from 'jose'
import type { DecodedJwt } from '../jwt/decode-jwt.ts'
import type { JsonObject, JsonValue } from '../jwt/json-object.ts'
import { isJsonObject } from '../jwt/json-object.ts'

/** A member of header or payload before and after; undefined where it is absent. */
export interface MemberChange {
  readonly name: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
  readonly changed: boolean
}

/** Diff of two objects: the members of the first in its order, then the added ones. */
export function memberChanges(before: JsonObject, after: JsonObject): readonly MemberChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].map((name) => {
    const [old, now] = [own(before, name), own(after, name)]
    return { name, before: old, after: now, changed: JSON.stringify(old) !== JSON.stringify(now) }
  })
}

/** What happened to a signature; `kept` means under changed content, where it is invalid. */
export type SignatureChange = 'provider' | 'kept' | 'empty' | 'cut' | 'bench'

/** Compares the signatures of the original and the forged token. */
export function signatureChange(before: DecodedJwt, after: DecodedJwt): SignatureChange {
  const [header, payload, signature] = after.parts
  const [oldHeader, oldPayload, oldSignature] = before.parts
  if (signature === oldSignature) {
    return header === oldHeader && payload === oldPayload ? 'provider' : 'kept'
  }
  if (signature === '') return 'empty'
  return oldSignature.startsWith(signature) ? 'cut' : 'bench'
}

/**
 * The payload as an app reads it that decodes without verifying: the mistake itself, for display
 * only, never to be relied on.
 * @returns undefined where such an app would crash
 */
export function readWithoutChecks(token: string): JsonObject | undefined {
  try {
    const text = new TextDecoder().decode(base64url.decode(token.split('.')[1] ?? ''))
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
