import { createHash, timingSafeEqual } from 'node:crypto'
import type { ClientSecret } from '../../lib/console/project.ts'

/** Prefix of the secrets, like Google's `GOCSPX-`. */
const prefix = 'GKNSPX-'

/**
 * Formats a new client secret.
 * @param bytes 21 random bytes: the secret is as long as Google's
 * @param now milliseconds since 1970
 * @returns the secret, to be shown once, and the record to store, with its hash
 */
export function newClientSecret(
  bytes: Uint8Array,
  id: string,
  now: number,
): { readonly secret: string; readonly kept: ClientSecret } {
  const secret = prefix + Buffer.from(bytes).toString('base64url')
  const kept = { id, hash: hashOf(secret), lastFour: secret.slice(-4), createdAt: now }
  return { secret, kept: { ...kept, enabled: true } }
}

/** SHA-256, Base64url. No slow password hash is needed for 168 random bits. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Whether a secret has one of these hashes, compared in constant time. */
export function matchesAny(secret: string, hashes: readonly string[]): boolean {
  const given = Buffer.from(hashOf(secret))
  return hashes.some((hash) => {
    const kept = Buffer.from(hash)
    return kept.length === given.length && timingSafeEqual(kept, given)
  })
}
