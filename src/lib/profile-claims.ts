import type { JsonObject } from './jwt/json-object.ts'

/** Display name of a person: `name`, else `email`, else `sub`, which every ID token has. */
export function displayName(claims: JsonObject): string {
  const candidates = [claims.name, claims.email, claims.sub]
  const name = candidates.find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof name === 'string' ? name : ''
}

/**
 * URL of the profile picture, if a page may load it (CSP): https, or http from the origin of the
 * issuer, which for the practice provider is this site.
 */
export function pictureUrl({ picture, iss }: JsonObject): string | undefined {
  const url = typeof picture === 'string' ? URL.parse(picture) : null
  const issuer = typeof iss === 'string' ? URL.parse(iss) : null
  if (url?.protocol === 'https:') return url.href
  return url?.protocol === 'http:' && url.origin === issuer?.origin ? url.href : undefined
}
