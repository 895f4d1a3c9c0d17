import type { CookieSealer } from '../sealed-cookie.ts'
import { randomBytes } from 'node:crypto'
import type { Transcript } from '../../lib/transcript/transcript.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { LoginRecord, SessionRecord } from '../../lib/login-record.ts'

/** Milliseconds for which a login lasts. */
export const sessionLifetime = 8 * 60 * 60 * 1000

const sessionKind = 'session'
/** A record of its own: most of a login's bytes, and only the demo page reads them. */
const transcriptKind = 'session-transcript'

/**
 * Sessions: the encrypted cookie holds an id of 256 random bits, the store holds the rest. Deleting
 * the record ends the session for every copy of the cookie.
 */
export class Sessions {
  readonly #sealer: CookieSealer
  readonly #siteUrl: string
  readonly #store: RecordStore

  constructor(sealer: CookieSealer, store: RecordStore, siteUrl: string) {
    this.#sealer = sealer
    this.#siteUrl = siteUrl
    this.#store = store
  }

  /** Begins a session under a new id and ends the one before (OWASP session fixation). */
  async begin(record: LoginRecord, cookies: Cookies): Promise<string> {
    await this.end(cookies)
    const id = randomBytes(32).toString('base64url')
    const ttl = (record.expiresAt - record.signedInAt) / 1000
    const { transcript, ...session } = record
    await Promise.all([
      this.#store.put(transcriptKind, id, { transcript } as object as JsonObject, { ttl }),
      this.#store.put(sessionKind, id, session as object as JsonObject, { ttl }),
    ])
    const sealed = await this.#sealer.seal('session', { id }, record.expiresAt)
    return setCookie(this.#name, sealed, ttl, this.#siteUrl)
  }

  /** A live session; undefined once it has ended, here or on another instance. */
  async find(cookies: Cookies): Promise<SessionRecord | undefined> {
    const id = await this.#idOf(cookies)
    return id === undefined ? undefined : this.#get(id)
  }

  /** The session with the messages of its login. */
  async findLogin(cookies: Cookies): Promise<LoginRecord | undefined> {
    const id = await this.#idOf(cookies)
    const record = id === undefined ? undefined : await this.#get(id)
    if (id === undefined || !record) return undefined
    const kept = await this.#store.get(transcriptKind, id)
    return { ...record, transcript: (kept?.transcript ?? []) as object as Transcript }
  }

  /** @returns the Set-Cookie header that ends the session in the browser */
  async end(cookies: Cookies): Promise<string> {
    const id = await this.#idOf(cookies)
    if (id !== undefined) {
      await Promise.all([
        this.#store.delete(sessionKind, id),
        this.#store.delete(transcriptKind, id),
      ])
    }
    return this.endedCookie
  }

  /** The Set-Cookie header that deletes the cookie. The session itself may go on: see {@link end}. */
  get endedCookie(): string {
    return setCookie(this.#name, '', 0, this.#siteUrl)
  }

  async #idOf(cookies: Cookies): Promise<string | undefined> {
    const sealed = cookies[this.#name]
    if (sealed === undefined) return undefined
    const content = await this.#sealer.open('session', sealed)
    return typeof content === 'object' && typeof content.id === 'string' ? content.id : undefined
  }

  async #get(id: string): Promise<SessionRecord | undefined> {
    return (await this.#store.get(sessionKind, id)) as SessionRecord | undefined
  }

  get #name(): string {
    return cookieName('genkan_session', this.#siteUrl)
  }
}
