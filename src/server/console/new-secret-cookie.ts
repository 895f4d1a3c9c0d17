import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { CookieSealer } from '../sealed-cookie.ts'

/** Seconds for which a new secret waits to be shown. */
const lifetime = 120

/** A client secret that was just made. */
export interface NewSecret {
  readonly clientId: string
  readonly secret: string
}

/**
 * Carries a new client secret over the redirect to the page that shows it, in a sealed cookie that
 * the page takes away again: the secret is shown once and is in no store.
 */
export class NewSecretCookie {
  readonly #sealer: CookieSealer
  readonly #siteUrl: string
  readonly #now: () => number

  /** @param now milliseconds since 1970 */
  constructor(sealer: CookieSealer, siteUrl: string, now: () => number) {
    this.#sealer = sealer
    this.#siteUrl = siteUrl
    this.#now = now
  }

  async carry({ clientId, secret }: NewSecret): Promise<string> {
    const expiresAt = this.#now() + lifetime * 1000
    const sealed = await this.#sealer.seal('console-secret', { clientId, secret }, expiresAt)
    return setCookie(this.#name, sealed, lifetime, this.#siteUrl)
  }

  /** The secret that waits for this page, if there is one, and the header that takes it away. */
  async take(
    cookies: Cookies,
    clientId: string,
  ): Promise<{ readonly secret: string; readonly cookie: string } | undefined> {
    const sealed = cookies[this.#name]
    const content = sealed && (await this.#sealer.open('console-secret', sealed))
    if (typeof content !== 'object' || content.clientId !== clientId) return undefined
    return { secret: String(content.secret), cookie: setCookie(this.#name, '', 0, this.#siteUrl) }
  }

  get #name(): string {
    return cookieName('genkan_new_secret', this.#siteUrl)
  }
}
