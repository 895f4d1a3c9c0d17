import type { CookieSealer } from '../sealed-cookie.ts'
import type { Transcript } from '../../lib/transcript/transcript.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { orderedId } from '../store/ordered-id.ts'
import { RecentRecords } from '../store/recent-records.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { LoginRecord, SessionRecord } from '../../lib/login/login-record.ts'

/** Milliseconds for which a login lasts. */
export const sessionLifetime = 8 * 60 * 60 * 1000

/**
 * Sessions: the sealed cookie holds an id of 256 random bits, the store what belongs to it. What
 * is deleted there is over, whoever holds a copy of the cookie.
 */
export class Sessions {
  readonly #sealer: CookieSealer
  readonly #siteUrl: string
  readonly #records: RecentRecords<SessionRecord>
  /** Apart, because they are most of a login's bytes, and only the demo page shows them. */
  readonly #transcripts: RecentRecords<{ readonly transcript: Transcript }>

  constructor(sealer: CookieSealer, store: RecordStore, siteUrl: string) {
    this.#sealer = sealer
    this.#siteUrl = siteUrl
    this.#records = new RecentRecords(store, 'session')
    this.#transcripts = new RecentRecords(store, 'session-transcript')
  }

  /** Begins a session under a new id and ends the one before (OWASP session fixation). */
  async begin(record: LoginRecord, cookies: Cookies): Promise<string> {
    await this.end(cookies)
    const id = orderedId(record.signedInAt)
    const ttl = (record.expiresAt - record.signedInAt) / 1000
    const { transcript, ...session } = record
    await Promise.all([
      this.#transcripts.put(id, { transcript }, ttl),
      this.#records.put(id, session, ttl),
    ])
    const sealed = await this.#sealer.seal('session', { id }, record.expiresAt)
    return setCookie(this.#name, sealed, ttl, this.#siteUrl)
  }

  async find(cookies: Cookies): Promise<SessionRecord | undefined> {
    const id = await this.idOf(cookies)
    return id === undefined ? undefined : this.get(id)
  }

  /** The session with the messages of its login. */
  async findLogin(cookies: Cookies): Promise<LoginRecord | undefined> {
    const id = await this.idOf(cookies)
    const record = id === undefined ? undefined : await this.get(id)
    if (id === undefined || !record) return undefined
    return { ...record, transcript: await this.transcriptOf(id) }
  }

  /** @returns the Set-Cookie header that ends the session in the browser */
  async end(cookies: Cookies): Promise<string> {
    const id = await this.idOf(cookies)
    if (id !== undefined) {
      await Promise.all([this.#records.delete(id), this.#transcripts.delete(id)])
    }
    return setCookie(this.#name, '', 0, this.#siteUrl)
  }

  /** The id in the cookie. Whether that session still lives, the store alone knows. */
  async idOf(cookies: Cookies): Promise<string | undefined> {
    const sealed = cookies[this.#name]
    if (sealed === undefined) return undefined
    const content = await this.#sealer.open('session', sealed)
    return typeof content === 'object' && typeof content.id === 'string' ? content.id : undefined
  }

  /** A session that lives; undefined once it has ended, here or on another instance. */
  async get(id: string): Promise<SessionRecord | undefined> {
    return this.#records.getLiving(id)
  }

  /** The messages of the login that began a session; none where that has ended. */
  async transcriptOf(id: string): Promise<Transcript> {
    return (await this.#transcripts.get(id))?.transcript ?? []
  }

  get #name(): string {
    return cookieName('genkan_session', this.#siteUrl)
  }
}
