import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { parseCookie, stringifySetCookie } from 'cookie'
import { surplusCookies } from '../lib/surplus-cookies.ts'

/** Seconds for which a visit may wait for the person; the library's interaction ends with it. */
export const visitLifetime = 30 * 60

/** Visits under way in one browser, as many as a person's tabs. The oldest ends for one more. */
const maximumVisits = 12
const cookieName = /^practice_[\w-]{22}$/

/**
 * Browser binding of visits to the practice provider: one cookie for each interaction. Its name is a
 * hash of the interaction's `uid`; its value is the time and a MAC over both: whoever knows the `uid`
 * can't make the cookie.
 */
export class VisitCookies {
  readonly #key: Buffer
  readonly #secure: boolean
  readonly #now: () => number

  /**
   * @param secret the practice provider's cookie key
   * @param siteUrl public origin; on https the cookies are `Secure`
   * @param now milliseconds since 1970
   */
  constructor(secret: string, siteUrl: string, now: () => number) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'practice visit', 32))
    this.#secure = siteUrl.startsWith('https:')
    this.#now = now
  }

  /** Whether the browser that sent this `Cookie` header began the visit. */
  isBound(uid: string, header: string): boolean {
    const name = nameOf(uid)
    return this.#begunAt(name, parseCookie(header)[name] ?? '') !== undefined
  }

  /** The Set-Cookie header that binds a visit to this browser. */
  begin(uid: string): string {
    const name = nameOf(uid)
    const time = this.#now().toString(36)
    return this.#set(name, `${time}.${this.#mac(name, time)}`, visitLifetime)
  }

  /** The Set-Cookie header that ends a visit. */
  end(uid: string): string {
    return this.#set(nameOf(uid), '', 0)
  }

  /**
   * Set-Cookie headers that make room for one more visit. Any website can begin visits here by
   * sending the browser to the authorization endpoint: without a bound, their cookies would push
   * this site's other cookies out of the browser.
   */
  surplus(header: string): readonly string[] {
    const sent = Object.entries(parseCookie(header))
      .filter(([name]) => cookieName.test(name))
      .map(([name, value = '']) => ({ name, value, begunAt: this.#begunAt(name, value) }))
    const bound = { count: maximumVisits - 1, bytes: Infinity }
    return surplusCookies(sent, bound).map((name) => this.#set(name, '', 0))
  }

  /** Milliseconds since 1970; undefined for a cookie that was not made here. */
  #begunAt(name: string, value: string): number | undefined {
    const [time = '', mac = ''] = value.split('.')
    const [sent, expected] = [Buffer.from(mac), Buffer.from(this.#mac(name, time))]
    const isOurs = sent.length === expected.length && timingSafeEqual(sent, expected)
    return isOurs ? Number.parseInt(time, 36) : undefined
  }

  /** 128 bits, Base64url. */
  #mac(name: string, time: string): string {
    const mac = createHmac('sha256', this.#key).update(`${name}=${time}`).digest()
    return mac.subarray(0, 16).toString('base64url')
  }

  #set(name: string, value: string, maxAge: number): string {
    return stringifySetCookie({
      ...{ name, value, maxAge, path: '/practice', httpOnly: true, sameSite: 'lax' },
      secure: this.#secure,
      // Evicted by Chromium before any other: a stranger can make the browser get these.
      priority: 'low',
    })
  }
}

/** 128 bits of SHA-256: nobody finds a second `uid` with this name. */
function nameOf(uid: string): string {
  const digest = createHash('sha256').update(uid).digest()
  return `practice_${digest.subarray(0, 16).toString('base64url')}`
}
