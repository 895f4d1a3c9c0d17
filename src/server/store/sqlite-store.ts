import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { LargestGroup, RecordOptions, RecordStore } from '../../practice/record-store.ts'
import { StoreUnavailable, noteOutage } from './store-outage.ts'

const sweepInterval = 60 * 1000
/** Pages of 4 kB in the write-ahead log before a checkpoint: rarely, so that few are copied twice. */
const checkpointInterval = 4000
/**
 * Milliseconds to wait for a lock that another process holds. The whole server waits with the
 * statement, so the wait is short while it serves; after one that failed there is none until a
 * write succeeds.
 */
const busyTimeouts = { atStart: 5_000, serving: 250, afterFailure: 0 }
/** Primary result codes for a database that is there but can't be used for now. */
const passing = new Map([
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
])

const schema = `
  CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    alias TEXT,
    grouping TEXT,
    expires_at INTEGER,
    PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS record_alias ON record (kind, alias) WHERE alias IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_grouping ON record (grouping) WHERE grouping IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_expiry ON record (expires_at) WHERE expires_at IS NOT NULL;
`
const live = '(expires_at IS NULL OR expires_at > ?)'
const columns = `INTO record (kind, id, value, alias, grouping, expires_at)
  VALUES (?, ?, ?, ?, ?, ?)`

const sql = {
  get: `SELECT value FROM record WHERE kind = ? AND id = ? AND ${live}`,
  // Without statistics SQLite would scan all records of the kind. INDEXED BY fails instead.
  getByAlias: `SELECT value FROM record INDEXED BY record_alias
    WHERE kind = ? AND alias = ? AND ${live}`,
  put: `INSERT OR REPLACE ${columns}`,
  putIfAbsent: `INSERT ${columns} ON CONFLICT DO UPDATE SET
    (value, alias, grouping, expires_at) = (excluded.value, excluded.alias, excluded.grouping, excluded.expires_at)
    WHERE record.expires_at <= ?`,
  compareAndSet: `UPDATE record SET value = ?, expires_at = ?
    WHERE kind = ? AND id = ? AND value = ? AND ${live}`,
  compareAndDelete: `DELETE FROM record WHERE kind = ? AND id = ? AND value = ? AND ${live}`,
  largestGroup: `SELECT id, count(*) OVER () AS size FROM record
    WHERE kind = ?1 AND (expires_at IS NULL OR expires_at > ?2) AND grouping = (
      SELECT grouping FROM record
      WHERE kind = ?1 AND grouping IS NOT NULL AND (expires_at IS NULL OR expires_at > ?2)
      GROUP BY grouping ORDER BY count(*) DESC LIMIT 1)
    ORDER BY expires_at LIMIT ?3`,
  consume: `UPDATE record SET value = json_set(value, '$.consumed', ?)
    WHERE kind = ? AND id = ? AND ${live} AND json_extract(value, '$.consumed') IS NULL`,
  count: 'SELECT count(*) AS count FROM record WHERE kind = ?',
  delete: 'DELETE FROM record WHERE kind = ? AND id = ?',
  deleteGroup: 'DELETE FROM record WHERE grouping = ?',
  deleteExpired: 'DELETE FROM record WHERE expires_at <= ?',
}

/**
 * Keeps the records in one SQLite file, `genkan.sqlite` in a folder that only its owner can read.
 * All operations reject with {@link StoreUnavailable} while another process locks the database, the
 * disk is full or the like.
 */
export class SqliteStore implements RecordStore {
  readonly #database: DatabaseSync
  readonly #statements: Record<keyof typeof sql, StatementSync>
  readonly #now: () => number
  readonly #report: (reason: string) => void
  readonly #sweeper: NodeJS.Timeout
  #busyTimeout: number = busyTimeouts.atStart

  /**
   * @param now milliseconds since 1970
   * @param report is called with the reason of each failed operation
   */
  constructor(
    directory: string,
    now: () => number,
    report: (reason: string) => void = () => undefined,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, 'genkan.sqlite')
    this.#database = new DatabaseSync(path)
    chmodSync(path, 0o600)
    this.#database.exec(
      `PRAGMA busy_timeout = ${busyTimeouts.atStart}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = ${checkpointInterval}; PRAGMA synchronous = NORMAL;`,
    )
    this.#database.exec(schema)
    const entries = Object.entries(sql).map(([name, text]) => [name, this.#database.prepare(text)])
    this.#statements = Object.fromEntries(entries) as Record<keyof typeof sql, StatementSync>
    this.#now = now
    this.#report = report
    this.#write('deleteExpired', now())
    this.#sweeper = setInterval(() => this.#sweep(), sweepInterval)
    this.#sweeper.unref()
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

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
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
      return Number(changes)
    })
  }

  #read(name: 'get' | 'getByAlias', kind: string, key: string): JsonObject | undefined {
    const row = this.#guard(() => this.#statements[name].get(kind, key, this.#now()))
    return row === undefined ? undefined : (JSON.parse(String(row.value)) as JsonObject)
  }

  #sweep(): void {
    try {
      this.#write('deleteExpired', this.#now())
    } catch (error) {
      // Expired records are invisible already: leave them to the next sweep.
      if (!(error instanceof StoreUnavailable)) throw error
    }
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      const reason = passingReason(error)
      if (reason === undefined) throw error
      this.#setBusyTimeout(busyTimeouts.afterFailure)
      noteOutage()
      this.#report(reason)
      throw new StoreUnavailable(reason, { cause: error })
    }
  }

  /** @param milliseconds that the next statements wait for another process */
  #setBusyTimeout(milliseconds: number): void {
    if (milliseconds === this.#busyTimeout) return
    this.#busyTimeout = milliseconds
    this.#database.exec(`PRAGMA busy_timeout = ${milliseconds}`)
  }
}

function passingReason(error: unknown): string | undefined {
  // The lower byte of an extended result code is the primary one.
  return passing.get(((error as { errcode?: number }).errcode ?? 0) & 0xff)
}
