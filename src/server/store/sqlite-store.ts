import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { LargestGroup, RecordOptions, RecordStore } from '../../practice/record-store.ts'
import { OutageLog, type ReportOutage } from './outage-log.ts'
import { parseRecord } from './record-json.ts'
import { unusableBy } from './sqlite-errors.ts'
import { migrate } from './sqlite-migrations.ts'
import { sql } from './sqlite-statements.ts'
import { SqliteSweeper } from './sqlite-sweeper.ts'
import { StoreUnavailable, noteOutage } from './store-outage.ts'

/** Pages of 4 kB in the write-ahead log before a checkpoint: rarely, so that few are copied twice. */
const checkpointInterval = 4000
/** Bytes to which the file of the write-ahead log is cut back after a checkpoint. */
const journalSizeLimit = 4 * 1024 * 1024
/** Milliseconds after damage was met until the whole file is checked again. */
const damageCheckInterval = 10_000
/**
 * Milliseconds to wait for a lock that another process holds. The whole server waits with the
 * statement, so the wait is short while it serves; after one that failed there is none until a
 * write succeeds.
 */
const busyTimeouts = { atStart: 5_000, serving: 250, afterFailure: 0 }

/**
 * Keeps the records in one SQLite file, `genkan.sqlite` in a folder that only its owner can read.
 * All operations reject with {@link StoreUnavailable} while another process locks the database, the
 * disk is full, the file is damaged or the like.
 */
export class SqliteStore implements RecordStore {
  readonly #database: DatabaseSync
  readonly #statements: Record<keyof typeof sql, StatementSync>
  readonly #now: () => number
  readonly #outages: OutageLog
  readonly #sweeper: SqliteSweeper
  #busyTimeout: number = busyTimeouts.atStart
  /** When damage of the file was last met, milliseconds since 1970. */
  #damagedAt: number | undefined

  /**
   * @param now milliseconds since 1970
   * @throws NewerSchema
   */
  constructor(directory: string, now: () => number, report: ReportOutage = () => undefined) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, 'genkan.sqlite')
    this.#database = new DatabaseSync(path)
    chmodSync(path, 0o600)
    this.#database.exec(
      `PRAGMA busy_timeout = ${busyTimeouts.atStart}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = ${checkpointInterval}; PRAGMA journal_size_limit = ${journalSizeLimit}; PRAGMA synchronous = NORMAL;`,
    )
    migrate(this.#database)
    const entries = Object.entries(sql).map(([name, text]) => [name, this.#database.prepare(text)])
    this.#statements = Object.fromEntries(entries) as Record<keyof typeof sql, StatementSync>
    this.#now = now
    this.#outages = new OutageLog(report, now)
    const deleteExpired = () => this.#write('deleteExpired', now())
    deleteExpired()
    this.#sweeper = new SqliteSweeper({
      database: this.#database,
      checkDamage: () => this.checkDamage(),
      deleteExpired,
      guard: (work) => this.#guard(work),
    })
    void this.#sweeper.sweep()
  }

  async get(kind: string, id: string): Promise<JsonObject | undefined> {
    return this.#read('get', kind, id)
  }

  async getByAlias(kind: string, alias: string): Promise<JsonObject | undefined> {
    return this.#read('getByAlias', kind, alias)
  }

  async put(kind: string, id: string, value: JsonObject, options?: RecordOptions): Promise<void> {
    this.#write('put', ...this.#row(kind, id, value, options))
  }

  async putIfAbsent(
    kind: string,
    id: string,
    value: JsonObject,
    options?: RecordOptions,
  ): Promise<boolean> {
    const row = this.#row(kind, id, value, options)
    return this.#write('putIfAbsent', ...row, this.#now()) === 1
  }

  async compareAndSet(
    kind: string,
    id: string,
    before: JsonObject,
    after: JsonObject,
    ttl: number,
  ): Promise<boolean> {
    const now = this.#now()
    const values = [JSON.stringify(after), now + ttl * 1000, kind, id, JSON.stringify(before)]
    return this.#write('compareAndSet', ...values, now) === 1
  }

  async compareAndDelete(kind: string, id: string, before: JsonObject): Promise<boolean> {
    return this.#write('compareAndDelete', kind, id, JSON.stringify(before), this.#now()) === 1
  }

  async largestGroup(kind: string, limit: number): Promise<LargestGroup | undefined> {
    const { largestGroup } = this.#statements
    const rows = this.#guard(() => largestGroup.all(kind, this.#now(), limit))
    const size = Number(rows[0]?.size ?? 0)
    return size === 0 ? undefined : { size, ids: rows.map(({ id }) => String(id)) }
  }

  async consume(kind: string, id: string): Promise<boolean> {
    const now = this.#now()
    return this.#write('consume', Math.floor(now / 1000), kind, id, now) === 1
  }

  async count(kind: string): Promise<number> {
    return this.#guard(() => Number(this.#statements.count.get(kind)?.count ?? 0))
  }

  async delete(kind: string, id: string): Promise<void> {
    this.#write('delete', kind, id)
  }

  async deleteGroup(group: string): Promise<void> {
    this.#write('deleteGroup', group)
  }

  /**
   * Once damage was met, the store is unavailable until a check of the whole file finds none: whoever
   * reads a sound page would not notice.
   * @throws StoreUnavailable
   */
  async checkDamage(): Promise<void> {
    if (this.#damagedAt === undefined) return
    if (this.#now() - this.#damagedAt < damageCheckInterval) throw new StoreUnavailable('damaged')
    const verdict = this.#guard(() => this.#database.prepare('PRAGMA quick_check(1)').get())
    if (verdict?.quick_check !== 'ok') {
      this.#damagedAt = this.#now()
      throw new StoreUnavailable('damaged')
    }
    this.#damagedAt = undefined
  }

  async close(): Promise<void> {
    this.#sweeper.stop()
    this.#database.close()
  }

  /** The values of a row, in the order of the columns. */
  #row(kind: string, id: string, value: JsonObject, options: RecordOptions = {}) {
    const { alias = null, group = null, ttl } = options
    const expiresAt = ttl === undefined ? null : this.#now() + ttl * 1000
    return [kind, id, JSON.stringify(value), alias, group, expiresAt] as const
  }

  /** Runs a writing statement. @returns how many records it changed */
  #write(name: keyof typeof sql, ...values: readonly SQLInputValue[]): number {
    return this.#guard(() => {
      const { changes } = this.#statements[name].run(...values)
      this.#setBusyTimeout(busyTimeouts.serving)
      // A statement that changes nothing writes nothing: it succeeds on a full disk.
      if (changes > 0 && this.#damagedAt === undefined) this.#outages.wrote()
      return Number(changes)
    })
  }

  #read(name: 'get' | 'getByAlias', kind: string, key: string): JsonObject | undefined {
    return this.#guard(() => {
      const row = this.#statements[name].get(kind, key, this.#now())
      return row === undefined ? undefined : parseRecord(String(row.value), kind)
    })
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      const unusable = unusableBy(error)
      if (unusable === undefined) throw error
      if (unusable.isDamage) this.#damagedAt = this.#now()
      this.#setBusyTimeout(busyTimeouts.afterFailure)
      noteOutage()
      this.#outages.failed(unusable.reason)
      throw new StoreUnavailable(unusable.reason, { cause: error })
    }
  }

  /** @param milliseconds that the next statements wait for another process */
  #setBusyTimeout(milliseconds: number): void {
    if (milliseconds === this.#busyTimeout) return
    this.#busyTimeout = milliseconds
    this.#database.exec(`PRAGMA busy_timeout = ${milliseconds}`)
  }
}
