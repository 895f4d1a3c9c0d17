import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { visitorKey } from './client-address.ts'

/** Seconds over which requests are counted. */
const duration = 60
/**
 * Requests a visitor may send in that time. A class of forty behind one address logs in at once
 * and needs about ten requests each.
 */
const limits = { auth: 600, token: 600 } as const

export type RateLimited = keyof typeof limits

/** Counts requests per visitor, in this process. */
export class RateLimits {
  readonly #limiters = new Map(
    Object.entries(limits).map(([kind, points]) => [
      kind,
      new RateLimiterMemory({ keyPrefix: kind, points, duration }),
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
