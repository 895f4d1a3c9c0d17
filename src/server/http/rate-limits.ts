import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { RedisConnection } from '../store/redis-connection.ts'
import { keyPrefix } from '../store/redis-store.ts'
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

/**
 * Counts requests per visitor: in Redis for all instances, else in this process. While Redis is
 * away each instance counts for itself.
 */
export class RateLimits {
  readonly #limiters: ReadonlyMap<string, RateLimiterAbstract>
  /**
   * Has the limiters work as if for no request: they set a timer for each visitor, and a timer
   * holds on to what it was set for, up to an hour long: the request, its answer, its transcript.
   */
  readonly #outsideOfRequests = AsyncLocalStorage.snapshot()

  constructor(redis: RedisConnection | null) {
    this.#limiters = new Map(
      Object.entries(limits).map(([kind, limit]) => {
        const inProcess = new RateLimiterMemory({ keyPrefix: kind, ...limit })
        return [kind, redis ? sharedLimiter(kind, limit, inProcess, redis) : inProcess]
      }),
    )
  }

  /**
   * Counts one request.
   * @param address of the visitor, IPv4 or IPv6
   * @returns seconds until the next one is let in; undefined where this one is
   */
  async count(kind: RateLimited, address: string): Promise<number | undefined> {
    const limiter = this.#limiters.get(kind)
    try {
      await this.#outsideOfRequests(() => limiter?.consume(visitorKey(address)))
      return undefined
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
      throw refused
    }
  }
}

function sharedLimiter(
  kind: string,
  limit: { readonly points: number; readonly duration: number },
  insuranceLimiter: RateLimiterMemory,
  redis: RedisConnection,
): RateLimiterAbstract {
  return new RateLimiterRedis({
    storeClient: limiterClient(redis),
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `${keyPrefix}limit:${kind}`,
    insuranceLimiter,
    // Whoever is over the limit costs Redis nothing more.
    inMemoryBlockOnConsumed: limit.points + 1,
    ...limit,
  })
}

/** The part of a client that the limiter uses, on whatever connection there is at the time. */
function limiterClient(redis: RedisConnection) {
  return {
    get isReady() {
      return redis.isReady
    },
    eval: (script: string, options: { keys: string[]; arguments: string[] }) =>
      redis.run((client) => client.eval(script, options)),
  }
}
