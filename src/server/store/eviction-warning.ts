import { ErrorReply } from '@redis/client'
import type { RedisConnection } from './redis-connection.ts'

/**
 * Asks Redis whether it deletes keys when its memory is full. INFO tells it also where a managed
 * service refuses CONFIG.
 * @returns a line for the log; undefined where no key is deleted, or Redis does not tell
 */
export async function evictionWarning(
  redis: RedisConnection,
  host: string,
): Promise<string | undefined> {
  const memory = await redis.run((client) => client.info('memory').catch(untold))
  const limit = Number(/^maxmemory:(\d+)/m.exec(memory)?.[1] ?? 0)
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1]
  if (limit === 0 || policy === undefined || policy === 'noeviction') return undefined
  return (
    `REDIS_URL: Redis at ${host} deletes keys when its memory is full (maxmemory-policy ${policy}): ` +
    'sessions and the signing key vanish under load; set maxmemory-policy to noeviction'
  )
}

// The user may lack the right to INFO (NOPERM).
function untold(error: unknown): string {
  if (error instanceof ErrorReply) return ''
  throw error
}
