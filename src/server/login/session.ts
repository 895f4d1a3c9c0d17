import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { CookieSealer } from '../../lib/cookies/sealed-cookie.ts'
import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import type { Transcript } from '../../lib/transcript/transcript.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { LoginRecord, SessionRecord } from '../../lib/login/login-record.ts'

/** Milliseconds for which a login lasts. */
export const sessionLifetime = 8 * 60 * 60 * 1000
const kind = 'session'
/** Cookies that are remembered, and for how many milliseconds. */
const mostOpened = 1000
const openedFor = 60 * 1000
/** The messages are most of a login's bytes, and only the demo page shows them. */
const transcriptKind = 'session-transcript'

/**
 * Sessions: the sealed cookie holds an id of 256 random bits, the store what belongs to it. What
 * is deleted there is over, whoever holds a copy of the cookie.
 */
export class Sessions {
  readonly #sealer: CookieSealer
  readonly #store: RecordStore
  readonly #siteUrl: string
  /** Ids by the cookie that held them: to open one takes longer than the rest of most requests. */
  readonly #opened = new LRUCache<string, string>({ max: mostOpened, ttl: openedFor })

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
    const { transcript, ...session } = record
    await this.#store.put(transcriptKind, id, { transcript } as unknown as JsonObject, { ttl })
    await this.#store.put(kind, id, session as unknown as JsonObject, { ttl })
    const sealed = await this.#sealer.seal('session', { id }, record.expiresAt)
    return setCookie(this.#name, sealed, ttl, this.#siteUrl)
  }

  async find(cookies: Cookies): Promise<SessionRecord | undefined> {
    const id = await this.idOf(cookies)
    return id === undefined ? undefined : this.#read(id)
  }

  /** The session with the messages of its login. */
  async findLogin(cookies: Cookies): Promise<LoginRecord | undefined> {
    const id = await this.idOf(cookies)
    const record = id === undefined ? undefined : await this.#read(id)
    if (id === undefined || !record) return undefined
    const kept = await this.#store.get(transcriptKind, id)
    return { ...record, transcript: (kept?.transcript ?? []) as unknown as Transcript }
  }

  /** @returns the Set-Cookie header that ends the session in the browser */
  async end(cookies: Cookies): Promise<string> {
    const id = await this.idOf(cookies)
    if (id !== undefined) {
      await this.#store.delete(kind, id)
      await this.#store.delete(transcriptKind, id)
    }
    return setCookie(this.#name, '', 0, this.#siteUrl)
  }

  /** The id in the cookie. Whether that session still lives, the store alone knows. */
  async idOf(cookies: Cookies): Promise<string | undefined> {
    const sealed = cookies[this.#name]
    if (sealed === undefined) return undefined
    const known = this.#opened.get(sealed)
    if (known !== undefined) return known
    const content = await this.#sealer.open('session', sealed)
    if (typeof content !== 'object' || typeof content.id !== 'string') return undefined
    this.#opened.set(sealed, content.id)
    return content.id
  }

  async #read(id: string): Promise<SessionRecord | undefined> {
    return (await this.#store.get(kind, id)) as unknown as SessionRecord | undefined
  }

  get #name(): string {
    return cookieName('genkan_session', this.#siteUrl)
  }
}
