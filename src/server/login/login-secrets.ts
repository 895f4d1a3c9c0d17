import { hkdfSync, randomBytes } from 'node:crypto'
import type { LoginSecrets } from '../../lib/oidc/arctic.ts'

/** 256 random bits, Base64url: everything that is random about one login. */
export function newLoginSeed(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The values of one login, from its seed (HKDF, RFC 5869): 256 bits each, in the 43 characters that
 * a verifier needs (RFC 7636, 4.1). None of them gives away the seed or another one.
 */
export function deriveLoginSecrets(seed: string): LoginSecrets {
  return {
    state: derived(seed, 'state'),
    nonce: derived(seed, 'nonce'),
    codeVerifier: derived(seed, 'code_verifier'),
  }
}

/** The key of a login's records in the store. Who reads the store learns none of its secrets. */
export function deriveLoginId(seed: string): string {
  return derived(seed, 'id')
}

function derived(seed: string, purpose: string): string {
  const bits = hkdfSync('sha256', Buffer.from(seed, 'base64url'), '', `genkan login ${purpose}`, 32)
  return Buffer.from(bits).toString('base64url')
}
