import { hash } from 'node:crypto'
import type { CookieSealer } from '../sealed-cookie.ts'
import { type Language, languages } from '../../lib/i18n/languages.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { LoginSecrets } from '../../lib/oidc/arctic.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import { type Credentials, type ProviderId, providerIds } from '../providers.ts'

/** Milliseconds until a login expires. */
export const transactionLifetime = 10 * 60 * 1000
/** Cookie `max-age` in seconds: longer, to tell an expired transaction from a foreign one. */
const cookieLifetime = 60 * 60
/** Concurrent logins per browser: a limit on cookies. */
const maximumTransactions = 4

/** Login transaction: what the callback must match. */
export interface Transaction extends LoginSecrets {
  readonly id: string
  readonly provider: ProviderId
  readonly returnTo: string
  readonly language: Language
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly scopes: readonly string[]
  /** How often this login was restarted because its callback was lost. */
  readonly restarts: number
  /** The reader's own client, if any; stored in the encrypted cookie only. */
  readonly client?: Credentials
}

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
    const content = { ...transaction } as JsonObject
    // With a reader's own secret in it, the cookie expires with the login.
    const maxAge = transaction.client ? transactionLifetime / 1000 : cookieLifetime
    const expiresAt = transaction.startedAt + transactionLifetime
    const sealed = await this.#sealer.seal('login-transaction', content, expiresAt)
    const surplus = await this.#surplus(cookies)
    return [
      setCookie(this.#name(transaction.state), sealed, maxAge, this.#siteUrl),
      ...surplus.map((name) => setCookie(name, '', 0, this.#siteUrl)),
    ]
  }

  /** The transaction that a `state` belongs to; undefined where this browser has none. */
  async find(state: string, cookies: Cookies): Promise<Transaction | 'expired' | undefined> {
    const sealed = cookies[this.#name(state)]
    if (sealed === undefined) return undefined
    const transaction = await this.#open(sealed)
    if (transaction === undefined || transaction === 'expired') return transaction
    return transaction.state === state ? transaction : undefined
  }

  /** Set-Cookie header that ends the transaction of a `state`. */
  end(state: string): string {
    return setCookie(this.#name(state), '', 0, this.#siteUrl)
  }

  async #surplus(cookies: Cookies): Promise<readonly string[]> {
    const prefix = cookieName('genkan_login_', this.#siteUrl)
    const names = Object.keys(cookies).filter((name) => name.startsWith(prefix))
    const found = await Promise.all(
      names.map(async (name) => ({ name, startedAt: await this.#startedAt(cookies[name] ?? '') })),
    )
    found.sort((a, b) => b.startedAt - a.startedAt)
    const live = found.slice(0, maximumTransactions - 1).filter(({ startedAt }) => startedAt > 0)
    return names.filter((name) => !live.some((kept) => kept.name === name))
  }

  async #startedAt(sealed: string): Promise<number> {
    const transaction = await this.#open(sealed)
    return typeof transaction === 'object' ? transaction.startedAt : 0
  }

  async #open(sealed: string): Promise<Transaction | 'expired' | undefined> {
    const content = await this.#sealer.open('login-transaction', sealed)
    return typeof content === 'object' ? readTransaction(content) : content
  }

  #name(state: string): string {
    const digest = hash('sha256', state, 'base64url')
    return cookieName(`genkan_login_${digest.slice(0, 22)}`, this.#siteUrl)
  }
}

function readTransaction(content: JsonObject): Transaction | undefined {
  const { id, state, nonce, codeVerifier, returnTo, startedAt, scopes, restarts } = content
  const provider = providerIds.find((known) => known === content.provider)
  const language = languages.find((known) => known === content.language)
  if (provider === undefined || language === undefined || typeof startedAt !== 'number') {
    return undefined
  }
  if (!Array.isArray(scopes) || typeof restarts !== 'number') return undefined
  for (const text of [id, state, nonce, codeVerifier, returnTo]) {
    if (typeof text !== 'string') return undefined
  }
  return { ...(content as unknown as Transaction), provider, language }
}
