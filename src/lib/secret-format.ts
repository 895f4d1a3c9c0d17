/** Bytes of a secret: 256 bits, as the keys that it is used for. */
export const secretBytes = 32

/** Encodings of a secret. */
export const secretFormats = ['hex', 'base64url', 'base64'] as const
export type SecretFormat = (typeof secretFormats)[number]

/**
 * Encodes random bytes exactly as the shell commands print them:
 * `hex` like `openssl rand -hex 32`, `base64` like `openssl rand -base64 32` (RFC 4648, 4), and
 * `base64url` like the latter after `tr -- '+/' '-_'` (RFC 4648, 5, padding kept).
 * @param bytes from a cryptographically secure source
 */
export function formatSecret(bytes: Uint8Array, format: SecretFormat): string {
  switch (format) {
    case 'hex':
      return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    case 'base64url':
      return base64(bytes).replaceAll('+', '-').replaceAll('/', '_')
    case 'base64':
      return base64(bytes)
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
