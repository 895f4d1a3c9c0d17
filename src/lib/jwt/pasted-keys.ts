import type { JSONWebKeySet } from 'jose'
import { isJsonObject } from './json-object.ts'

/** Characters; Google's key set has about 2,000. */
const keysLimit = 65_536

/** Why a text is no public key set; the page has a message for each. */
export const keysProblems = ['empty', 'too_long', 'pem', 'no_json', 'no_keys', 'private'] as const
export type KeysProblem = (typeof keysProblems)[number]

export type PastedKeys =
  | { readonly kind: 'keys'; readonly keySet: JSONWebKeySet }
  | { readonly kind: 'problem'; readonly problem: KeysProblem }

/** Reads a JWK Set or a single JWK (RFC 7517, 4 and 5) of public keys. */
export function readPastedKeys(pasted: string): PastedKeys {
  const text = pasted.trim()
  if (text === '') return problem('empty')
  if (text.length > keysLimit) return problem('too_long')
  if (text.startsWith('-----BEGIN ')) return problem('pem')
  try {
    return keysOf(JSON.parse(text))
  } catch {
    return problem('no_json')
  }
}

function keysOf(value: unknown): PastedKeys {
  const keys: readonly unknown[] = Array.isArray(value)
    ? value
    : isJsonObject(value) && Array.isArray(value.keys)
      ? value.keys
      : [value]
  const isKey = (key: unknown) => isJsonObject(key) && typeof key.kty === 'string'
  if (keys.length === 0 || !keys.every(isKey)) return problem('no_keys')
  const jwks = keys as JSONWebKeySet['keys']
  // RFC 7518, 6: `d` is the private key of every kind of key pair, `oct` a symmetric key.
  if (jwks.some(({ kty, d }) => kty === 'oct' || d !== undefined)) return problem('private')
  return { kind: 'keys', keySet: { keys: jwks } }
}

function problem(name: KeysProblem): PastedKeys {
  return { kind: 'problem', problem: name }
}
