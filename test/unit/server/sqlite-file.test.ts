import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'
import { StoreUnavailable } from '../../../src/server/store/store-outage.ts'

const megabyte = 1024 * 1024
const pageSize = 4096

let directory: string
let file: string
let store: SqliteStore
let time: number
let heard: [away: boolean, reason: string][]

const open = () =>
  new SqliteStore(
    directory,
    () => time,
    (away, reason) => void heard.push([away, reason]),
  )
const megabytes = (suffix = '') => statSync(file + suffix).size / megabyte

/** Works on the file as another program would. */
function meddle<Result>(work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** Writes many records at once: `count` of `bytes` each. */
function fill(count: number, bytes: number, expiresAt: number): void {
  meddle((database) => {
    const sql = `INSERT INTO record (kind, id, value, expires_at) VALUES ('filler', ?, ?, ?)`
    const insert = database.prepare(sql)
    const value = JSON.stringify({ filler: 'x'.repeat(bytes) })
    database.exec('BEGIN')
    for (let id = 0; id < count; id += 1) insert.run(String(id), value, expiresAt)
    database.exec('COMMIT')
  })
}

beforeEach(() => {
  time = 1_800_000_000_000
  heard = []
  directory = mkdtempSync(join(tmpdir(), 'genkan-file-'))
  file = join(directory, 'genkan.sqlite')
  store = open()
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

describe('the file of SQLite', () => {
  it(
    'shrinks to a few megabytes once what filled it has expired',
    { timeout: 60_000 },
    async () => {
      await store.put('session', 'live', { n: 1 })
      fill(30_000, pageSize, time + 1_000)
      expect(megabytes()).toBeGreaterThan(100)
      await store.close()
      time += 1_000
      // A store sweeps as it opens, and each minute after.
      store = open()
      let longest = 0
      let last = performance.now()
      const ticking = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 1)
      await expect.poll(() => megabytes(), { timeout: 50_000, interval: 20 }).toBeLessThan(4)
      clearInterval(ticking)
      // Whoever waits for the store waits for one portion of the work.
      expect(longest).toBeLessThan(500)
      expect(await store.get('session', 'live')).toEqual({ n: 1 })
      expect(meddle((database) => database.prepare('PRAGMA integrity_check').get())).toEqual({
        integrity_check: 'ok',
      })
    },
  )

  it('gives back what a long reader made the write-ahead log grow to', async () => {
    const reader = new DatabaseSync(file)
    // A copy that is being made holds a snapshot: no checkpoint can reset the log.
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM record').get()
    for (let n = 0; n < 100; n += 1) {
      await store.put('filler', 'one', { text: 'x'.repeat(megabyte / 4) })
    }
    expect(megabytes('-wal')).toBeGreaterThan(20)
    reader.exec('COMMIT')
    reader.close()
    meddle((database) => database.exec('PRAGMA wal_checkpoint'))
    await store.put('filler', 'one', {})
    expect(megabytes('-wal')).toBeLessThanOrEqual(4)
  })

  it('is refused where a newer release wrote it', async () => {
    await store.close()
    let version: unknown
    meddle((database) => {
      version = database.prepare('PRAGMA user_version').get()?.user_version
      database.exec('PRAGMA user_version = 1000')
    })
    expect(open).toThrow(/schema 1000, this release knows \d+$/)
    meddle((database) => database.exec(`PRAGMA user_version = ${String(version)}`))
    store = open()
  })
})

describe('a damaged file', () => {
  /** Overwrites pages; the first holds the schema. */
  function damage(from = 1, to = Infinity): void {
    fill(2_000, pageSize, time + 60_000)
    const other = new DatabaseSync(file)
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const descriptor = openSync(file, 'r+')
    const garbage = Buffer.alloc(pageSize, 0xa5)
    for (let page = from; page < Math.min(to, statSync(file).size / pageSize); page += 1) {
      writeSync(descriptor, garbage, 0, pageSize, page * pageSize)
    }
    closeSync(descriptor)
    // A write on page 1 makes other connections forget the pages that they keep in memory.
    other.exec('PRAGMA user_version = 1; PRAGMA user_version = 2')
    other.close()
  }

  it('is a store that is away, reported once', async () => {
    damage()
    for (const operation of [
      () => store.get('session', '1'),
      () => store.getByAlias('session', '1'),
      () => store.put('session', '1', {}),
      () => store.delete('filler', '1'),
      () => store.count('filler'),
    ]) {
      await expect(operation()).rejects.toThrow(StoreUnavailable)
    }
    expect(heard).toHaveLength(1)
    expect(heard[0]?.[1]).toMatch(/^SQLITE_CORRUPT .+: restore a copy/)
    await expect(store.checkDamage()).rejects.toThrow(StoreUnavailable)
    // It is not fixed by waiting.
    time += 60_000
    await expect(store.checkDamage()).rejects.toThrow(StoreUnavailable)
  })

  it('is not back because writes to its sound pages succeed', async () => {
    damage(100, 500)
    await expect(store.count('filler')).rejects.toThrow(StoreUnavailable)
    for (let minute = 0; minute < 3; minute += 1) {
      time += 60_000
      await store.put('session', 'sound', {})
      await expect(store.checkDamage()).rejects.toThrow(StoreUnavailable)
    }
    expect(heard.map(([away]) => away)).toEqual([true])
  })

  it.each([
    ['index', 'DROP INDEX record_alias'],
    ['table', 'DROP TABLE record'],
  ])('that lost its %s is one, too', async (_what, sql) => {
    await store.put('session', '1', {}, { alias: 'one' })
    meddle((database) => database.exec(sql))
    await expect(store.getByAlias('session', 'one')).rejects.toThrow(StoreUnavailable)
    expect(heard).toEqual([[true, expect.stringMatching(/^SQLITE_ERROR \(no such/)]])
  })

  it.each(['{"secret":"hunter2"', '"hunter2"', 'null', '["hunter2"]', ''])(
    'whose record holds %j says so without the value, and the record can be deleted',
    async (value) => {
      await store.put('session', '1', {}, { alias: 'one' })
      await store.put('session', '2', { n: 2 })
      meddle((database) =>
        database.prepare(`UPDATE record SET value = ? WHERE id = '1'`).run(value),
      )
      await expect(store.get('session', '1')).rejects.toThrow(StoreUnavailable)
      await expect(store.getByAlias('session', 'one')).rejects.toThrow(StoreUnavailable)
      expect(heard).toHaveLength(1)
      expect(heard[0]?.[1]).toContain('session')
      expect(heard[0]?.[1]).not.toContain('hunter2')
      expect(await store.get('session', '2')).toEqual({ n: 2 })
      await store.delete('session', '1')
      expect(await store.get('session', '1')).toBeUndefined()
      await store.checkDamage()
    },
  )
})
