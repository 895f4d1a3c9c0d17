import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'
import { StoreUnavailable } from '../../../src/server/store/store-outage.ts'
import { testRecordStore } from '../../support/record-store-suite.ts'

let directory: string
let store: SqliteStore
let time = 1_800_000_000_000

function open() {
  directory = mkdtempSync(join(tmpdir(), 'genkan-store-'))
  return new SqliteStore(directory, () => time)
}

async function end() {
  await store.close()
  rmSync(directory, { recursive: true })
}

testRecordStore('SQLite', async () => {
  store = open()
  return {
    store,
    now: () => time,
    outlive: async (ttl) => void (time += ttl * 1000),
    end,
  }
})

describe('SqliteStore', () => {
  beforeEach(() => {
    store = open()
  })
  afterEach(end)

  it('keeps records over a restart, readable by their owner alone', async () => {
    await store.put('a', '1', { name: '山田太郎' })
    await store.close()
    store = new SqliteStore(directory, () => time)
    expect(await store.get('a', '1')).toEqual({ name: '山田太郎' })
    expect(statSync(join(directory, 'genkan.sqlite')).mode & 0o077).toBe(0)
  })

  it('clears away what is expired', async () => {
    await store.put('a', '1', {}, { ttl: 10, alias: 'one' })
    time += 10_000
    await store.close()
    store = new SqliteStore(directory, () => time)
    const raw = new DatabaseSync(join(directory, 'genkan.sqlite'))
    expect(raw.prepare('SELECT count(*) AS rows FROM record').get()).toEqual({ rows: 0 })
    raw.close()
  })

  it('gives each of many writes at once its own outcome', async () => {
    await store.put('once', 'taken', {})
    const written = await Promise.all([
      ...['a', 'b', 'c'].map((id) => store.put('many', id, { id })),
      store.putIfAbsent('once', 'taken', {}),
      store.putIfAbsent('once', 'free', {}),
      store.putIfAbsent('once', 'free', {}),
      store.consume('many', 'a'),
    ])
    expect(written.slice(3)).toEqual([false, true, false, true])
    expect(await store.count('many')).toBe(3)
  })

  it('fails an invalid write alone', async () => {
    const wrong = store.put('a', 'wrong', {}, { ttl: Number.NaN, alias: {} as string })
    const outcomes = await Promise.allSettled([
      store.put('a', 'before', {}),
      wrong,
      store.put('a', 'after', {}),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.count('a')).toBe(2)
    await expect(wrong).rejects.not.toBeInstanceOf(StoreUnavailable)
  })

  it('fails all writes at once after one wait where another process holds the lock', async () => {
    const other = new DatabaseSync(join(directory, 'genkan.sqlite'))
    other.exec('BEGIN IMMEDIATE')
    const startedAt = performance.now()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => store.put('a', String(index), {})),
    )
    expect(performance.now() - startedAt).toBeLessThan(1500)
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) })
    }
    other.exec('ROLLBACK')
    other.close()
    expect(await store.count('a')).toBe(0)
    await store.put('a', '1', {})
    expect(await store.count('a')).toBe(1)
  })

  it('keeps a write that was under way when it was closed', async () => {
    const written = store.put('a', '1', {})
    await store.close()
    await written
    store = new SqliteStore(directory, () => time)
    expect(await store.count('a')).toBe(1)
  })
})
