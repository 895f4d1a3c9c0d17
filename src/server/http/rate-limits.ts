import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { visitorKey } from './client-address.ts'

/**
 * Requests (`points`) that a visitor may send in a time (`duration`, seconds). A class of forty
 * behind one address logs in at once and needs about ten requests each; each of them registers a
 * client or two in a lesson.
 */
const limits = {
  auth: { points: 600, duration: 60 },
  token: { points: 600, duration: 60 },
  registration: { points: 200, duration: 60 * 60 },
} as const

export type RateLimited = keyof typeof limits

/** Counts requests per visitor, in this process. */
export class RateLimits {
  readonly #limiters = new Map(
    Object.entries(limits).map(([kind, limit]) => [
      kind,
      new RateLimiterMemory({ keyPrefix: kind, ...limit }),
    ]),
  )

  /**
   * Counts one request.
   * @param address of the visitor, IPv4 or IPv6
   * @returns seconds until the next one is let in; undefined where this one is
   */
  async count(kind: RateLimited, address: string): Promise<number | undefined> {
    try {
      await this.#limiters.get(kind)?.consume(visitorKey(address))
      return undefined
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
      throw refused
    }
  }
}
