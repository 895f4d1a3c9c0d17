import { createSecretKey, hkdfSync, type webcrypto } from 'node:crypto'
import { EncryptJWT, base64url, errors, jwtDecrypt } from 'jose'
import { type JsonObject, isJsonObject } from '../lib/jwt/json-object.ts'

/**
 * What an encrypted cookie is for. Each purpose has a key of its own: no cookie passes for another.
 */
export type CookiePurpose = 'session' | 'login' | 'console-owner' | 'console-secret'

const [alg, enc] = ['dir', 'A256GCM']

/**
 * Encrypts and decrypts cookies: compact JWE (RFC 7516), `dir` with A256GCM, under a key derived
 * for the purpose (HKDF, RFC 5869). The expiry is inside.
 */
export class CookieSealer {
  /** One key for each secret, in their order. */
  readonly #keys: Readonly<Record<CookiePurpose, readonly webcrypto.CryptoKey[]>>
  readonly #now: () => number

  /**
   * @param secrets 32 bytes each as 64 hex digits, newest first: the first one seals, all open
   * @param now milliseconds since 1970
   */
  constructor(secrets: readonly string[], now: () => number) {
    const keysFor = (purpose: CookiePurpose) => secrets.map((secret) => derivedKey(secret, purpose))
    this.#keys = {
      session: keysFor('session'),
      login: keysFor('login'),
      'console-owner': keysFor('console-owner'),
      'console-secret': keysFor('console-secret'),
    }
    this.#now = now
  }

  /** @param expiresAt milliseconds since 1970 */
  async seal(purpose: CookiePurpose, content: JsonObject, expiresAt: number): Promise<string> {
    const [key] = this.#keys[purpose]
    if (!key) throw new Error('there is no secret to seal a cookie with')
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg, enc, typ: typeOf(purpose) })
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .encrypt(key)
  }

  /**
   * @returns the content; `expired` for a valid cookie past its expiry; undefined for everything
   * else: tampered with, of another purpose, or not a JWE
   */
  async open(purpose: CookiePurpose, sealed: string): Promise<JsonObject | 'expired' | undefined> {
    if (!isCanonical(sealed)) return undefined
    for (const key of this.#keys[purpose]) {
      const opened = await this.#openWith(key, purpose, sealed)
      if (opened) return opened
    }
    return undefined
  }

  async #openWith(
    key: webcrypto.CryptoKey,
    purpose: CookiePurpose,
    sealed: string,
  ): Promise<JsonObject | 'expired' | undefined> {
    try {
      const { payload } = await jwtDecrypt(sealed, key, {
        keyManagementAlgorithms: [alg],
        contentEncryptionAlgorithms: [enc],
        typ: typeOf(purpose),
        requiredClaims: ['exp'],
        currentDate: new Date(this.#now()),
      })
      const { content } = payload
      return isJsonObject(content) ? content : undefined
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : undefined
    }
  }
}

/** The `typ` header, and the context of the key derivation. */
function typeOf(purpose: CookiePurpose): string {
  return `genkan-1/${purpose}`
}

function derivedKey(secret: string, purpose: CookiePurpose): webcrypto.CryptoKey {
  const bytes = hkdfSync('sha256', Buffer.from(secret, 'hex'), '', typeOf(purpose), 32)
  const key = createSecretKey(Buffer.from(bytes))
  return key.toCryptoKey('AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Canonical Base64url only: jose ignores whitespace, padding and unused bits. */
function isCanonical(sealed: string): boolean {
  try {
    return sealed.split('.').every((part) => base64url.encode(base64url.decode(part)) === part)
  } catch {
    return false
  }
}
