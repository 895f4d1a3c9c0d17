/**
 * Writes a copy of the store in DATA_DIR into a folder, while the site goes on:
 * `npm run backup -- <folder>`. The copy is one file that only its owner can read.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const fail = (message) => {
  console.error(message)
  process.exit(1)
}

const [folder] = process.argv.slice(2)
if (!folder) fail('Say where to: npm run backup -- <folder>')
if (process.env.REDIS_URL?.trim()) {
  fail('REDIS_URL is set: the store is in Redis, and its own files are the backup')
}
const store = join(process.env.DATA_DIR?.trim() || '.data', 'genkan.sqlite')
if (!existsSync(store)) fail(`DATA_DIR: there is no store at ${store}`)

// It holds signing keys and ID tokens.
process.umask(0o077)
mkdirSync(folder, { recursive: true, mode: 0o700 })
const time = new Date().toISOString().replace(/[:-]/g, '')
const copy = join(folder, `genkan-${time}.sqlite`)
// Under another name until it is whole, so that nobody takes half a copy for one.
const unfinished = `${copy}.unfinished`

const database = new DatabaseSync(store, { readOnly: true })
try {
  database.exec('PRAGMA busy_timeout = 5000')
  database.prepare('VACUUM INTO ?').run(unfinished)
  const written = new DatabaseSync(unfinished, { readOnly: true })
  const { integrity_check: verdict } = written.prepare('PRAGMA integrity_check').get() ?? {}
  written.close()
  if (verdict !== 'ok') throw new Error(`the copy is damaged: ${verdict}`)
  renameSync(unfinished, copy)
  console.log(copy)
} catch (error) {
  rmSync(unfinished, { force: true })
  fail(`The copy was not written: ${error.message}`)
} finally {
  database.close()
}
