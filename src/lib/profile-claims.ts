import type { JsonObject } from './jwt/json-object.ts'

/** What to call a person: name, else email, else `sub`, which every ID token has. */
export function displayName(claims: JsonObject): string {
  const candidates = [claims.name, claims.email, claims.sub]
  const name = candidates.find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof name === 'string' ? name : ''
}

/**
 * The picture of a person, where its address is one that a page may load: https, or http from where
 * the issuer itself lives, which is this site in the case of the practice provider.
 */
export function pictureUrl({ picture, iss }: JsonObject): string | undefined {
  const url = typeof picture === 'string' ? URL.parse(picture) : null
  const issuer = typeof iss === 'string' ? URL.parse(iss) : null
  if (url?.protocol === 'https:') return url.href
  return url?.protocol === 'http:' && url.origin === issuer?.origin ? url.href : undefined
}
