import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { RedisConnection } from '../store/redis-connection.ts'
import { keyPrefix } from '../store/redis-store.ts'
import { networksOf } from './client-address.ts'

/**
 * Requests (`points`) per visitor in a time window (`duration`, seconds). Sized for a class of
 * forty behind one IP address: a login takes about ten requests, a lesson registers a client or two
 * each.
 */
const limits = {
  auth: { points: 600, duration: 60 },
  // Each authorization request is stored for half an hour, whether anybody answers it or not.
  authorization: { points: 2000, duration: 60 * 60 },
  // Screens and returns of the practice provider: six to a login.
  interaction: { points: 1200, duration: 60 },
  token: { points: 600, duration: 60 },
  registration: { points: 200, duration: 60 * 60 },
} as const

export type RateLimited = keyof typeof limits

/** What the wider networks of a visitor (/56, /48) may do, in multiples of the narrowest one's. */
const shares = [1, 2, 8] as const

/**
 * Rate limiter: counts requests per visitor, in Redis for all instances, else in this process.
 * While Redis is unavailable each instance counts for itself.
 */
export class RateLimits {
  /** Of each kind, by the width of the network. */
  readonly #limiters: ReadonlyMap<string, readonly RateLimiterAbstract[]>
  /**
   * Runs the limiters outside the async context of the request. They set a timer for each visitor,
   * and a timer keeps its context alive, for up to an hour: request, response and transcript.
   */
  readonly #outsideOfRequests = AsyncLocalStorage.snapshot()

  constructor(redis: RedisConnection | null) {
    this.#limiters = new Map(
      Object.entries(limits).map(([kind, { points, duration }]) => {
        return [kind, shares.map((share) => limiter(kind, points * share, duration, redis))]
      }),
    )
  }

  /**
   * Counts one request.
   * @param address of the visitor, IPv4 or IPv6
   * @returns seconds until the next one is allowed; undefined where this one is
   */
  async count(kind: RateLimited, address: string): Promise<number | undefined> {
    const limiters = this.#limiters.get(kind)
    try {
      // One after the other: what a narrow network is refused must not count against its neighbours.
      for (const [width, network] of networksOf(address).entries()) {
        await this.#outsideOfRequests(() => limiters?.[width]?.consume(network))
      }
      return undefined
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
      throw refused
    }
  }
}

function limiter(
  kind: string,
  points: number,
  duration: number,
  redis: RedisConnection | null,
): RateLimiterAbstract {
  const inProcess = new RateLimiterMemory({ keyPrefix: kind, points, duration })
  if (!redis) return inProcess
  return new RateLimiterRedis({
    storeClient: limiterClient(redis),
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `${keyPrefix}limit:${kind}`,
    insuranceLimiter: inProcess,
    // Requests over the limit are refused from memory, without Redis.
    inMemoryBlockOnConsumed: points + 1,
    ...{ points, duration },
  })
}

/** Adapter: the client methods that the limiter calls, on the current connection. */
function limiterClient(redis: RedisConnection) {
  return {
    get isReady() {
      return redis.isReady
    },
    eval: (script: string, options: { keys: string[]; arguments: string[] }) =>
      redis.run((client) => client.eval(script, options)),
  }
}
