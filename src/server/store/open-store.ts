import type { Logger } from 'pino'
import type { RecordStore } from '../../practice/record-store.ts'
import { ConfigurationError, type Environment } from '../environment.ts'
import { RecordBackup, type RecordName } from './record-backup.ts'
import { RedisConnection } from './redis-connection.ts'
import { RedisStore } from './redis-store.ts'
import { SqliteStore } from './sqlite-store.ts'

/** Milliseconds to wait for Redis at the start: both may be starting together. */
const patience = 5_000

export interface OpenedStore {
  readonly store: RecordStore
  /** The Redis behind the store; null for SQLite. */
  readonly redis: RedisConnection | null
  /** Where the data is, for the start message. */
  readonly place: string
  /** Health check without a query: false where the store is known to be unusable for now. */
  isReady(): boolean
  /** Keeps a backup of the named records in memory, and restores them if Redis loses its data. */
  backUp(names: readonly RecordName[]): Promise<void>
}

/**
 * Opens the store: Redis where REDIS_URL names one, else a file in DATA_DIR.
 * @throws ConfigurationError where Redis does not answer, or the file cannot be written
 */
export async function openStore(
  { redisUrl, dataDirectory }: Environment,
  now: () => number,
  log: Logger,
): Promise<OpenedStore> {
  return redisUrl === null ? openFile(dataDirectory, now, log) : openRedis(redisUrl, now, log)
}

function openFile(directory: string, now: () => number, log: Logger): OpenedStore {
  const report = (reason: string) => log.error({ reason }, 'store away')
  const store = openSqlite(directory, now, report)
  return {
    store,
    redis: null,
    place: directory,
    isReady: () => true,
    backUp: async () => undefined,
  }
}

function openSqlite(...[directory, ...others]: ConstructorParameters<typeof SqliteStore>) {
  try {
    return new SqliteStore(directory, ...others)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === undefined || code === 'ERR_SQLITE_ERROR' ? message : code
    throw new ConfigurationError(
      `DATA_DIR: ${directory} cannot be used (${reason}); name a folder that this process may write`,
    )
  }
}

async function openRedis(url: string, now: () => number, log: Logger): Promise<OpenedStore> {
  const { host } = new URL(url)
  const report = (away: boolean, reason: string) =>
    away ? log.error({ reason }, 'store away') : log.warn('store back')
  const redis = await RedisConnection.open({ url, patience, report }).catch((error: Error) => {
    throw new ConfigurationError(
      `REDIS_URL: Redis at ${host} cannot be used (${error.message}); start it, or correct the URL`,
    )
  })
  const store = new RedisStore(redis, now)
  let isStranger = false
  return {
    store,
    redis,
    place: `Redis at ${host}`,
    isReady: () => redis.isReady && !isStranger,
    async backUp(names) {
      const backup = await RecordBackup.take(store, names)
      redis.onReturn(async () => {
        isStranger = !(await backup.restore())
        if (isStranger) log.fatal('Redis holds the keys of another site: start this one again')
      })
    },
  }
}
