import type { Logger } from 'pino'
import type { NamedRecord, RecordStore } from '../../practice/record-store.ts'
import { ConfigurationError, type Environment } from '../environment.ts'
import { evictionWarning } from './eviction-warning.ts'
import type { ReportOutage } from './outage-log.ts'
import { RecordBackup } from './record-backup.ts'
import { RedisConnection } from './redis-connection.ts'
import { RedisStore } from './redis-store.ts'
import { unusableBy } from './sqlite-errors.ts'
import { NewerSchema } from './sqlite-migrations.ts'
import { SqliteStore } from './sqlite-store.ts'
import { StoreUnavailable } from './store-outage.ts'

/** Milliseconds to wait for Redis at the start: both may be starting together. */
const patience = 5_000

export interface OpenedStore {
  readonly store: RecordStore
  /** The Redis behind the store; null for SQLite. */
  readonly redis: RedisConnection | null
  /** Where the data is, for the start message. */
  readonly place: string
  /** What is wrong with the settings of the store: lines that name the variable. */
  readonly warnings: readonly string[]
  /** Health check without a query: false where the store is known to be unusable for now. */
  isReady(): boolean
  /** Health check: writes a record and reads it. @throws StoreUnavailable */
  check(): Promise<void>
  /** Keeps a backup of records in memory, and restores them whenever Redis loses them. */
  backUp(records: readonly NamedRecord[]): Promise<void>
}

/**
 * Opens the store: Redis where REDIS_URL names one, else a file in DATA_DIR.
 * @throws ConfigurationError where Redis does not answer, or the file cannot be used
 */
export async function openStore(
  { redisUrl, dataDirectory }: Environment,
  now: () => number,
  log: Logger,
): Promise<OpenedStore> {
  const report: ReportOutage = (away, reason) =>
    away ? log.error({ reason }, 'store away') : log.warn({ reason }, 'store back')
  return redisUrl === null
    ? openFile(dataDirectory, now, report)
    : openRedis(redisUrl, now, report, log)
}

function openFile(directory: string, now: () => number, report: ReportOutage): OpenedStore {
  const store = openSqlite(directory, now, report)
  return {
    store,
    redis: null,
    place: directory,
    warnings: [],
    isReady: () => true,
    async check() {
      await writeAndRead(store)
      await store.checkDamage()
    },
    backUp: async () => undefined,
  }
}

function openSqlite(...[directory, ...others]: ConstructorParameters<typeof SqliteStore>) {
  try {
    return new SqliteStore(directory, ...others)
  } catch (error) {
    throw new ConfigurationError(`DATA_DIR: ${directory} cannot be used (${whyUnusable(error)}`)
  }
}

/** The end of the sentence: reason, bracket, next step. */
function whyUnusable(thrown: unknown): string {
  // What SQLite said, not what the log says of it.
  const error = thrown instanceof StoreUnavailable ? thrown.cause : thrown
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof NewerSchema) {
    return `${message}); start the newer release, or restore the copy from before the upgrade`
  }
  const next = unusableBy(error)?.nextStep ?? 'name a folder that this process may write'
  return `${code === undefined || code === 'ERR_SQLITE_ERROR' ? message : code}); ${next}`
}

async function openRedis(
  url: string,
  now: () => number,
  report: ReportOutage,
  log: Logger,
): Promise<OpenedStore> {
  const { host } = new URL(url)
  const redis = await RedisConnection.open({ url, patience, report }).catch((error: Error) => {
    throw new ConfigurationError(
      `REDIS_URL: Redis at ${host} cannot be used (${error.message}); start it, or correct the URL`,
    )
  })
  const store = new RedisStore(redis, now)
  const warning = await evictionWarning(redis, host).catch(() => undefined)
  if (warning !== undefined) log.error(warning)
  let backup: RecordBackup | undefined
  async function check() {
    await backup?.check()
    if (backup?.isReplaced) throw new StoreUnavailable('Redis holds the keys of another site')
    await writeAndRead(store)
  }
  return {
    store,
    redis,
    place: `Redis at ${host}`,
    warnings: warning === undefined ? [] : [warning],
    isReady: () => redis.isReady && !backup?.isReplaced,
    check,
    async backUp(records) {
      backup = new RecordBackup(store, records, log)
      await backup.check()
      redis.watch(check)
    },
  }
}

/** @throws StoreUnavailable where one of both fails */
async function writeAndRead(store: RecordStore): Promise<void> {
  await store.put('health', 'check', {}, { ttl: 60, alias: 'check' })
  // By alias: that needs the index, too.
  if (await store.getByAlias('health', 'check')) return
  throw new StoreUnavailable('what was written is not there')
}
