import { createHash, randomBytes } from 'node:crypto'
import { projectLifetime } from '../../practice/console/project-store.ts'
import { type Cookies, cookieName, setCookie } from '../http/cookies.ts'
import type { CookieSealer } from '../sealed-cookie.ts'

/**
 * Anonymous owners of console projects, one for each browser. The encrypted cookie holds 256 random
 * bits, the store their hash: reading the store gives nobody access to a project.
 */
export class ConsoleOwners {
  readonly #sealer: CookieSealer
  readonly #siteUrl: string
  readonly #now: () => number

  /** @param now milliseconds since 1970 */
  constructor(sealer: CookieSealer, siteUrl: string, now: () => number) {
    this.#sealer = sealer
    this.#siteUrl = siteUrl
    this.#now = now
  }

  /** The owner's key in the store; undefined without a valid cookie. */
  async find(cookies: Cookies): Promise<string | undefined> {
    const id = await this.#id(cookies)
    return id === undefined ? undefined : nameOf(id)
  }

  /** Creates an owner. @returns its key in the store, and the Set-Cookie header */
  async begin(): Promise<{ readonly owner: string; readonly cookie: string }> {
    const id = randomBytes(32).toString('base64url')
    return { owner: nameOf(id), cookie: await this.#cookie(id) }
  }

  /** The Set-Cookie header that extends the cookie by 30 days. */
  async renew(cookies: Cookies): Promise<readonly string[]> {
    const id = await this.#id(cookies)
    return id === undefined ? [] : [await this.#cookie(id)]
  }

  async #cookie(id: string): Promise<string> {
    const expiresAt = this.#now() + projectLifetime * 1000
    const sealed = await this.#sealer.seal('console-owner', { id }, expiresAt)
    return setCookie(this.#name, sealed, projectLifetime, this.#siteUrl)
  }

  async #id(cookies: Cookies): Promise<string | undefined> {
    const sealed = cookies[this.#name]
    if (sealed === undefined) return undefined
    const content = await this.#sealer.open('console-owner', sealed)
    return typeof content === 'object' && typeof content.id === 'string' ? content.id : undefined
  }

  get #name(): string {
    return cookieName('genkan_console', this.#siteUrl)
  }
}

function nameOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
