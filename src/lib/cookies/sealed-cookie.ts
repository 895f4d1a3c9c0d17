import { EncryptJWT, jwtDecrypt } from 'jose'
import { type JsonObject, isJsonObject } from '../jwt/decode-jwt.ts'

/** What a sealed cookie is for. Each purpose has its own key: one is never accepted as another. */
export type CookiePurpose = 'session' | 'login-transaction' | 'console-owner' | 'console-secret'

const version = 'genkan-1'

/**
 * Seals and opens cookies: authenticated encryption (JWE, `dir` with A256GCM, RFC 7516) under a key
 * that is derived for the purpose (HKDF, RFC 5869). The expiry is inside.
 */
export class CookieSealer {
  readonly #secrets: readonly Uint8Array<ArrayBuffer>[]
  readonly #now: () => number
  readonly #keys = new Map<string, Promise<CryptoKey>>()

  /**
   * @param secrets 32 bytes each as 64 hex digits, newest first: the first one seals, all open
   * @param now milliseconds since 1970
   */
  constructor(secrets: readonly string[], now: () => number) {
    this.#secrets = secrets.map((secret) => bytesOfHex(secret))
    this.#now = now
  }

  /** @param expiresAt milliseconds since 1970 */
  async seal(purpose: CookiePurpose, content: JsonObject, expiresAt: number): Promise<string> {
    const key = await this.#key(purpose, 0)
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: `${version}/${purpose}` })
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .encrypt(key)
  }

  /**
   * @returns the content; `expired` where it was sealed here and its time is over; undefined for
   * everything else, be it changed by one bit, sealed for another purpose or no cookie at all
   */
  async open(purpose: CookiePurpose, sealed: string): Promise<JsonObject | 'expired' | undefined> {
    for (const index of this.#secrets.keys()) {
      const content = await this.#openWith(purpose, sealed, index)
      if (content !== undefined) return content
    }
    return undefined
  }

  async #openWith(
    purpose: CookiePurpose,
    sealed: string,
    index: number,
  ): Promise<JsonObject | 'expired' | undefined> {
    try {
      const { payload } = await jwtDecrypt(sealed, await this.#key(purpose, index), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        typ: `${version}/${purpose}`,
        currentDate: new Date(0),
      })
      if (typeof payload.exp !== 'number' || !isJsonObject(payload.content)) return undefined
      return payload.exp * 1000 > this.#now() ? payload.content : 'expired'
    } catch {
      return undefined
    }
  }

  #key(purpose: CookiePurpose, index: number): Promise<CryptoKey> {
    const name = `${purpose}/${index}`
    const known = this.#keys.get(name)
    if (known) return known
    const key = deriveKey(this.#secrets[index] ?? new Uint8Array(), `${version}/${purpose}`)
    this.#keys.set(name, key)
    return key
  }
}

// A key that is imported once; from bytes, jose would import it for every cookie.
async function deriveKey(secret: Uint8Array<ArrayBuffer>, info: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(info),
  }
  const algorithm = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(parameters, material, algorithm, false, ['encrypt', 'decrypt'])
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
