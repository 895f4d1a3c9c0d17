import { hash } from 'node:crypto'
import type { CookieSealer } from '../sealed-cookie.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import type { LoginSecrets } from '../../lib/oidc/arctic.ts'
import { type SentCookie, cookieBytes, surplusCookies } from '../../lib/surplus-cookies.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { Credentials, ProviderId } from '../providers.ts'
import { contentOf, readContent } from './transaction-content.ts'

/** Milliseconds until a login expires. */
export const transactionLifetime = 10 * 60 * 1000
/** Cookie `max-age` in seconds: longer, to tell an expired transaction from a foreign one. */
const cookieLifetime = 60 * 60
/** Transactions that a browser keeps when a login begins. */
const maximumTransactions = 4
/** Bytes of all transactions in the `Cookie` header: half of what nginx takes. */
const maximumBytes = 4096

/** Login transaction: what the callback must match. */
export interface Transaction extends LoginSecrets {
  /** From which the id and the secrets are derived: the cookie holds it in their place. */
  readonly seed: string
  readonly id: string
  readonly provider: ProviderId
  readonly returnTo: string
  /** Of `returnTo`. */
  readonly language: Language
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly scopes: readonly string[]
  /** How often this login was restarted because its callback was lost. */
  readonly restarts: number
  /** The reader's own client, if any; stored in the encrypted cookie only. */
  readonly client?: Credentials
}

/** The part of a transaction that its beginning decides. */
export type TransactionStart = Omit<Transaction, keyof LoginSecrets | 'seed' | 'id' | 'language'>

/**
 * Login transactions, stored in the browser: one encrypted cookie each, named after the `state`.
 */
export class Transactions {
  readonly #sealer: CookieSealer
  readonly #siteUrl: string

  constructor(sealer: CookieSealer, siteUrl: string) {
    this.#sealer = sealer
    this.#siteUrl = siteUrl
  }

  /**
   * Set-Cookie headers that begin a transaction and delete the oldest ones over the limit.
   */
  async begin(transaction: Transaction, cookies: Cookies): Promise<readonly string[]> {
    const expiresAt = transaction.startedAt + transactionLifetime
    const value = await this.#sealer.seal('login', contentOf(transaction), expiresAt)
    // With a reader's own secret in it, the cookie expires with the login.
    const maxAge = transaction.client ? transactionLifetime / 1000 : cookieLifetime
    const name = this.#name(transaction.state)
    const room = {
      count: maximumTransactions - 1,
      bytes: maximumBytes - cookieBytes({ name, value }),
    }
    const surplus = surplusCookies(await this.#sent(cookies), room)
    const begun = setCookie(name, value, maxAge, this.#siteUrl)
    return [begun, ...surplus.map((each) => this.#deleted(each))]
  }

  /** The transaction that a `state` belongs to; undefined where this browser has none. */
  async find(state: string, cookies: Cookies): Promise<Transaction | 'expired' | undefined> {
    const sealed = cookies[this.#name(state)]
    if (sealed === undefined) return undefined
    const transaction = await this.#open(sealed)
    if (transaction === undefined || transaction === 'expired') return transaction
    return transaction.state === state ? transaction : undefined
  }

  /**
   * Set-Cookie headers that end the transaction of a `state`. Those that began at the same moment
   * know nothing of each other: what is too much for a proxy together goes too.
   */
  async end(state: string, cookies: Cookies): Promise<readonly string[]> {
    const ended = this.#name(state)
    const others = (await this.#sent(cookies)).filter(({ name }) => name !== ended)
    const surplus = surplusCookies(others, { count: Infinity, bytes: maximumBytes })
    return [ended, ...surplus].map((each) => this.#deleted(each))
  }

  async #sent(cookies: Cookies): Promise<readonly SentCookie[]> {
    const sent = Object.entries(cookies).filter(([name]) => name.startsWith(this.#prefix))
    return Promise.all(
      sent.map(async ([name, value = '']) => {
        const transaction = await this.#open(value)
        // An expired one may stay, to say so, but is the first to go.
        const begunAt = transaction === 'expired' ? 0 : transaction?.startedAt
        return { name, value, begunAt }
      }),
    )
  }

  async #open(sealed: string): Promise<Transaction | 'expired' | undefined> {
    const content = await this.#sealer.open('login', sealed)
    return typeof content === 'object' ? readContent(content) : content
  }

  #deleted(name: string): string {
    return setCookie(name, '', 0, this.#siteUrl)
  }

  /** 48 bits are enough to tell a browser's few apart: `find` compares the whole `state`. */
  #name(state: string): string {
    return this.#prefix + hash('sha256', state, 'base64url').slice(0, 8)
  }

  get #prefix(): string {
    return cookieName('genkan_login_', this.#siteUrl)
  }
}
