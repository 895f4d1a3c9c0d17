import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'

let directory: string
let store: SqliteStore
let time = 1_800_000_000_000
const open = () => new SqliteStore(directory, () => time)

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genkan-store-'))
  store = open()
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

describe('SqliteStore', () => {
  it('keeps records over a restart, readable by their owner alone', async () => {
    await store.put('a', '1', { name: '山田太郎' })
    await store.close()
    store = open()
    expect(await store.get('a', '1')).toEqual({ name: '山田太郎' })
    expect(await store.get('b', '1')).toBeUndefined()
    expect(statSync(join(directory, 'genkan.sqlite')).mode & 0o077).toBe(0)
  })

  it('forgets what is expired, and clears it away', async () => {
    await store.put('a', '1', {}, { ttl: 10, alias: 'one' })
    time += 10_000
    expect(await store.get('a', '1')).toBeUndefined()
    expect(await store.getByAlias('a', 'one')).toBeUndefined()
    await store.close()
    store = open()
    const raw = new DatabaseSync(join(directory, 'genkan.sqlite'))
    expect(raw.prepare('SELECT count(*) AS rows FROM record').get()).toEqual({ rows: 0 })
    raw.close()
  })

  it('writes once where it must', async () => {
    const writes = await Promise.all(
      [1, 2, 3].map((n) => store.putIfAbsent('a', '1', { n }, { ttl: 10 })),
    )
    expect(writes).toEqual([true, false, false])
    time += 10_000
    expect(await store.putIfAbsent('a', '1', { n: 4 })).toBe(true)
    expect(await store.get('a', '1')).toEqual({ n: 4 })
  })

  it('consumes once', async () => {
    await store.put('code', 'x', { v: 1 }, { ttl: 10 })
    expect(await Promise.all([store.consume('code', 'x'), store.consume('code', 'x')])).toEqual([
      true,
      false,
    ])
    expect(await store.get('code', 'x')).toEqual({ v: 1, consumed: Math.floor(time / 1000) })
    expect(await store.consume('code', 'unknown')).toBe(false)
  })

  it('finds by alias and deletes by group', async () => {
    await store.put('token', '1', { n: 1 }, { group: 'g', alias: 'uid' })
    await store.put('token', '2', { n: 2 }, { group: 'g' })
    await store.put('token', '3', { n: 3 }, { group: 'h' })
    expect(await store.getByAlias('token', 'uid')).toEqual({ n: 1 })
    await store.deleteGroup('g')
    expect([await store.get('token', '1'), await store.get('token', '2')]).toEqual([
      undefined,
      undefined,
    ])
    expect(await store.get('token', '3')).toEqual({ n: 3 })
    await store.delete('token', '3')
    expect(await store.get('token', '3')).toBeUndefined()
  })
})
