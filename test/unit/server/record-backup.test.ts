import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RecordBackup } from '../../../src/server/store/record-backup.ts'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'

const records = ['signing-key', 'cookie-key'].map((id) => ({ kind: 'secret', id, value: { id } }))

let directory: string
let store: SqliteStore
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genkan-backup-'))
  store = new SqliteStore(directory, Date.now)
})
afterEach(async () => {
  await store.close()
  rmSync(directory, { recursive: true })
})

/** A backup of one instance, and what it logs: level and records. */
function instance() {
  const logged: unknown[] = []
  const log = {
    warn: (what: unknown) => void logged.push(['warn', what]),
    fatal: (what: unknown) => void logged.push(['fatal', what]),
  } as unknown as Logger
  return { backup: new RecordBackup(store, records, log), logged }
}

describe('the backup of records', () => {
  it('restores those that are lost, and says so once', async () => {
    const { backup, logged } = instance()
    await backup.check()
    logged.length = 0
    await backup.check()
    expect(logged).toEqual([])
    await store.delete('secret', 'signing-key')
    await backup.check()
    expect(await store.get('secret', 'signing-key')).toEqual({ id: 'signing-key' })
    expect(logged).toEqual([['warn', { records: ['secret/signing-key'] }]])
    expect(backup.isReplaced).toBe(false)
  })

  it('does not fill the log where they are lost again and again', async () => {
    const { backup, logged } = instance()
    for (let time = 0; time < 5; time += 1) {
      await store.delete('secret', 'signing-key')
      await backup.check()
    }
    expect(logged).toHaveLength(1)
  })

  it('lets one of many instances restore, and the others agree', async () => {
    const instances = Array.from({ length: 5 }, instance)
    await Promise.all(instances.map(({ backup }) => backup.check()))
    expect(instances.flatMap(({ logged }) => logged)).toHaveLength(1)
    expect(instances.some(({ backup }) => backup.isReplaced)).toBe(false)
  })

  it('leaves another value alone, and says so once, until the value is its own again', async () => {
    const { backup, logged } = instance()
    await store.put('secret', 'signing-key', { id: 'another' })
    await store.put('secret', 'cookie-key', { id: 'cookie-key' })
    await backup.check()
    await backup.check()
    expect(backup.isReplaced).toBe(true)
    expect(logged).toHaveLength(1)
    expect(await store.get('secret', 'signing-key')).toEqual({ id: 'another' })
    await store.put('secret', 'signing-key', { id: 'signing-key' })
    await backup.check()
    expect(backup.isReplaced).toBe(false)
    expect(logged).toHaveLength(2)
  })
})
