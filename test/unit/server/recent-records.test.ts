import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecentRecords } from '../../../src/server/store/recent-records.ts'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'

let directory: string
let store: SqliteStore

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genkan-store-'))
  store = new SqliteStore(directory, Date.now)
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

/** The records as one instance has them. */
const instance = () => new RecentRecords<{ readonly text: string }>(store, 'note')

describe('RecentRecords', () => {
  it('gives back the very object where it was put, and its equal on another instance', async () => {
    const note = { text: '玄関' }
    const [here, there] = [instance(), instance()]
    await here.put('a', note, 60)
    expect(await here.get('a')).toBe(note)
    expect(await there.get('a')).toEqual(note)
    expect(await there.get('b')).toBeUndefined()
  })

  it('forgets what it deletes', async () => {
    const here = instance()
    await here.put('a', { text: 'a' }, 60)
    await here.delete('a')
    expect(await here.get('a')).toBeUndefined()
    expect(await instance().get('a')).toBeUndefined()
  })

  it('gives the living alone where another instance deletes, or time does', async () => {
    const [here, there] = [instance(), instance()]
    const note = { text: 'a' }
    await here.put('a', note, 60)
    expect(await here.getLiving('a')).toBe(note)
    const fetched = await there.getLiving('a')
    expect(fetched).toEqual(note)
    expect(await there.getLiving('a')).toBe(fetched)
    await there.delete('a')
    expect(await here.getLiving('a')).toBeUndefined()
    await here.put('b', note, 0)
    expect(await here.getLiving('b')).toBeUndefined()
  })

  it('has all of many, though only the last of them at hand', async () => {
    const here = instance()
    const ids = Array.from({ length: 150 }, (_, index) => `${index}`)
    await Promise.all(ids.map((id) => here.put(id, { text: id }, 60)))
    const found = await Promise.all(ids.map((id) => here.get(id)))
    expect(found.map((note) => note?.text)).toEqual(ids)
  })
})
