import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import type { RecordOptions, RecordStore } from '../../practice/record-store.ts'

const sweepInterval = 60 * 1000

const schema = `
  CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    alias TEXT,
    grouping TEXT,
    expires_at INTEGER,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS record_alias ON record (kind, alias) WHERE alias IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_grouping ON record (grouping) WHERE grouping IS NOT NULL;
  CREATE INDEX IF NOT EXISTS record_expiry ON record (expires_at) WHERE expires_at IS NOT NULL;
`
const live = '(expires_at IS NULL OR expires_at > $now)'
const columns = `INTO record (kind, id, value, alias, grouping, expires_at)
  VALUES ($kind, $id, $value, $alias, $group, $expires)`

const sql = {
  get: `SELECT value FROM record WHERE kind = $kind AND id = $id AND ${live}`,
  getByAlias: `SELECT value FROM record WHERE kind = $kind AND alias = $alias AND ${live}`,
  put: `INSERT OR REPLACE ${columns}`,
  putIfAbsent: `INSERT ${columns} ON CONFLICT DO NOTHING`,
  consume: `UPDATE record SET value = json_set(value, '$.consumed', $seconds)
    WHERE kind = $kind AND id = $id AND ${live} AND json_extract(value, '$.consumed') IS NULL`,
  count: 'SELECT count(*) AS count FROM record WHERE kind = $kind',
  delete: 'DELETE FROM record WHERE kind = $kind AND id = $id',
  deleteGroup: 'DELETE FROM record WHERE grouping = $group',
  deleteExpired: 'DELETE FROM record WHERE expires_at <= $now',
  deleteIfExpired: 'DELETE FROM record WHERE kind = $kind AND id = $id AND expires_at <= $now',
}

/** Keeps the records in one SQLite file, `genkan.sqlite` in a folder that only its owner can read. */
export class SqliteStore implements RecordStore {
  readonly #database: DatabaseSync
  readonly #statements: Record<keyof typeof sql, StatementSync>
  readonly #now: () => number
  readonly #sweeper: NodeJS.Timeout

  /** @param now milliseconds since 1970 */
  constructor(directory: string, now: () => number) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const path = join(directory, 'genkan.sqlite')
    this.#database = new DatabaseSync(path)
    chmodSync(path, 0o600)
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;',
    )
    this.#database.exec(schema)
    const entries = Object.entries(sql).map(([name, text]) => [name, this.#database.prepare(text)])
    this.#statements = Object.fromEntries(entries) as Record<keyof typeof sql, StatementSync>
    this.#now = now
    this.#run('deleteExpired', { $now: now() })
    this.#sweeper = setInterval(() => this.#run('deleteExpired', { $now: now() }), sweepInterval)
    this.#sweeper.unref()
  }

  async get(kind: string, id: string): Promise<JsonObject | undefined> {
    return this.#read('get', { $kind: kind, $id: id })
  }

  async getByAlias(kind: string, alias: string): Promise<JsonObject | undefined> {
    return this.#read('getByAlias', { $kind: kind, $alias: alias })
  }

  async put(kind: string, id: string, value: JsonObject, options?: RecordOptions): Promise<void> {
    this.#run('put', this.#row(kind, id, value, options))
  }

  async putIfAbsent(
    kind: string,
    id: string,
    value: JsonObject,
    options?: RecordOptions,
  ): Promise<boolean> {
    this.#run('deleteIfExpired', { $kind: kind, $id: id, $now: this.#now() })
    return this.#run('putIfAbsent', this.#row(kind, id, value, options)) === 1
  }

  async consume(kind: string, id: string): Promise<boolean> {
    const now = this.#now()
    const row = { $kind: kind, $id: id, $now: now, $seconds: Math.floor(now / 1000) }
    return this.#run('consume', row) === 1
  }

  async count(kind: string): Promise<number> {
    return Number(this.#statements.count.get({ $kind: kind })?.count ?? 0)
  }

  async delete(kind: string, id: string): Promise<void> {
    this.#run('delete', { $kind: kind, $id: id })
  }

  async deleteGroup(group: string): Promise<void> {
    this.#run('deleteGroup', { $group: group })
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
    this.#database.close()
  }

  #row(kind: string, id: string, value: JsonObject, options: RecordOptions = {}) {
    return {
      $kind: kind,
      $id: id,
      $value: JSON.stringify(value),
      $alias: options.alias ?? null,
      $group: options.group ?? null,
      $expires: options.ttl === undefined ? null : this.#now() + options.ttl * 1000,
    }
  }

  #run(name: keyof typeof sql, parameters: Record<string, SQLInputValue>): number {
    return Number(this.#statements[name].run(parameters).changes)
  }

  #read(
    name: 'get' | 'getByAlias',
    parameters: Record<string, SQLInputValue>,
  ): JsonObject | undefined {
    const row = this.#statements[name].get({ ...parameters, $now: this.#now() })
    return row === undefined ? undefined : (JSON.parse(String(row.value)) as JsonObject)
  }
}
