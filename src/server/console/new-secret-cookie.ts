import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { CookieSealer } from '../sealed-cookie.ts'

/** Seconds until the cookie expires. */
const lifetime = 120

/** A client secret that was just made. */
export interface NewSecret {
  readonly clientId: string
  readonly secret: string
}

/**
 * Flash cookie: carries a new client secret over the redirect to the page that shows it, encrypted.
 * The page deletes the cookie: the secret is shown once and never stored.
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

  /** @returns the Set-Cookie header with the secret */
  async carry({ clientId, secret }: NewSecret): Promise<string> {
    const expiresAt = this.#now() + lifetime * 1000
    const sealed = await this.#sealer.seal('console-secret', { clientId, secret }, expiresAt)
    return setCookie(this.#name, sealed, lifetime, this.#siteUrl)
  }

  /**
   * @returns the secret of this client, if one was carried, and the header that deletes the cookie
   */
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
