import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'
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
})
