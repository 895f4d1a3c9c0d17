import { randomBytes } from 'node:crypto'
import type { CookieSealer } from '../../lib/cookies/sealed-cookie.ts'
import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { LoginRecord } from '../../lib/login/login-record.ts'

/** Milliseconds for which a login lasts. */
export const sessionLifetime = 8 * 60 * 60 * 1000
const kind = 'session'

/**
 * Sessions: the sealed cookie holds an id of 256 random bits, the store what belongs to it. What
 * is deleted there is over, whoever holds a copy of the cookie.
 */
export class Sessions {
  readonly #sealer: CookieSealer
  readonly #store: RecordStore
  readonly #siteUrl: string

  constructor(sealer: CookieSealer, store: RecordStore, siteUrl: string) {
    this.#sealer = sealer
    this.#store = store
    this.#siteUrl = siteUrl
  }

  /** Begins a session under a new id and ends the one before (OWASP session fixation). */
  async begin(record: LoginRecord, cookies: Cookies): Promise<string> {
    await this.end(cookies)
    const id = randomBytes(32).toString('base64url')
    const ttl = (record.expiresAt - record.signedInAt) / 1000
    await this.#store.put(kind, id, record as unknown as JsonObject, { ttl })
    const sealed = await this.#sealer.seal('session', { id }, record.expiresAt)
    return setCookie(this.#name, sealed, ttl, this.#siteUrl)
  }

  async find(cookies: Cookies): Promise<LoginRecord | undefined> {
    const id = await this.#id(cookies)
    if (id === undefined) return undefined
    return (await this.#store.get(kind, id)) as unknown as LoginRecord | undefined
  }

  /** @returns the Set-Cookie header that ends the session in the browser */
  async end(cookies: Cookies): Promise<string> {
    const id = await this.#id(cookies)
    if (id !== undefined) await this.#store.delete(kind, id)
    return setCookie(this.#name, '', 0, this.#siteUrl)
  }

  async #id(cookies: Cookies): Promise<string | undefined> {
    const sealed = cookies[this.#name]
    if (sealed === undefined) return undefined
    const content = await this.#sealer.open('session', sealed)
    return typeof content === 'object' && typeof content.id === 'string' ? content.id : undefined
  }

  get #name(): string {
    return cookieName('genkan_session', this.#siteUrl)
  }
}
