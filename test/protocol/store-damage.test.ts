import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { sessionOf } from '../support/login-flows.ts'
import { logIn } from '../support/practice-login.ts'
import { TestClock } from '../support/test-clock.ts'

const json = { accept: 'application/json' }
const pageSize = 4096

let server: GenkanServer
const clock = new TestClock()
beforeAll(async () => {
  server = await startGenkan({ env: { ...clock.env, RATE_LIMIT: 'off' } })
})
afterAll(async () => {
  await server.stop()
  clock.remove()
})

const newClient = () => new SiteClient(server.url)
const path = () => join(server.dataDir, 'genkan.sqlite')
const status = async (address: string) => (await fetch(server.url + address)).status
const untilReady = (expected: number) =>
  expect.poll(() => status('/readyz'), { timeout: 5_000 }).toBe(expected)

/** Runs statements as another program would. */
function meddle(sql: string): void {
  const database = new DatabaseSync(path())
  database.exec(`PRAGMA busy_timeout = 5000; ${sql}`)
  database.close()
}

/** What each of the things that need the store answers, for two visitors at a time. */
async function statuses(signedIn: SiteClient): Promise<Record<string, number>> {
  const visitor = newClient()
  const answers = {
    login: await visitor.post('/auth/login', { provider: 'practice' }, json),
    console: await visitor.post('/lab/console/', { action: 'create-project', projectName: 'A' }),
    session: await signedIn.get('/auth/session', json),
    demo: await signedIn.get('/demo/'),
  }
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer.status]))
}

const lines = (text: string, message: string) => text.split(`"msg":"${message}"`).length - 1

describe('a store that is damaged while the site runs', () => {
  it('is away, not a fault; is one line in the log; and is back when it is repaired', async () => {
    const client = newClient()
    await logIn(client)
    const database = new DatabaseSync(path())
    // More than SQLite keeps in memory.
    database.exec(`PRAGMA busy_timeout = 5000;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO record (kind, id, value) SELECT 'filler', i, json_object('x', hex(zeroblob(2000))) FROM n;
      PRAGMA wal_checkpoint(TRUNCATE)`)
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
    // A write on page 1, which stays whole, makes the server forget the pages that it keeps.
    const forget = `PRAGMA user_version = ${version + 1}; PRAGMA user_version = ${version}`
    const sound = readFileSync(path())
    overwrite(Buffer.alloc(sound.length - pageSize, 0xa5))
    database.exec(forget)
    const before = server.output().length

    for (let round = 0; round < 5; round += 1) {
      const away = { login: 503, console: 503, session: 503, demo: 503 }
      expect(await statuses(client)).toMatchObject(away)
    }
    expect(await status('/readyz')).toBe(503)
    expect(await status('/guide/')).toBe(200)
    const logged = () => server.output().slice(before)
    expect(lines(logged(), 'store away')).toBe(1)
    expect(logged()).toMatch(/"reason":"SQLITE_CORRUPT [^"]+restore a copy/)
    expect(lines(logged(), 'fault')).toBe(0)

    overwrite(sound.subarray(pageSize))
    database.exec(forget)
    database.close()
    clock.advance(10_000)
    await untilReady(200)
    expect(await sessionOf(client)).toMatchObject({ signedIn: true })
    expect((await logIn(newClient())).status).toBe(303)
    expect(lines(logged(), 'store away')).toBe(1)
    expect(lines(logged(), 'store back')).toBe(1)
  }, 30_000)

  /** Overwrites all pages from the second on. */
  function overwrite(bytes: Buffer): void {
    const descriptor = openSync(path(), 'r+')
    writeSync(descriptor, bytes, 0, bytes.length, pageSize)
    closeSync(descriptor)
    expect(statSync(path()).size).toBe(pageSize + bytes.length)
  }

  it.each([
    [
      'its index',
      'DROP INDEX record_alias',
      'CREATE INDEX record_alias ON record (kind, alias) WHERE alias IS NOT NULL',
    ],
    ['its table', 'ALTER TABLE record RENAME TO lost', 'ALTER TABLE lost RENAME TO record'],
  ])('is not ready when it lost %s', async (_what, lose, repair) => {
    meddle(lose)
    const before = server.output().length
    await untilReady(503)
    expect(Object.values(await statuses(newClient()))).not.toContain(500)
    expect(lines(server.output().slice(before), 'fault')).toBe(0)
    expect(server.output().slice(before)).toContain('SQLITE_ERROR (no such')
    meddle(repair)
    clock.advance(10_000)
    await untilReady(200)
    expect((await logIn(newClient())).status).toBe(303)
    expect(lines(server.output().slice(before), 'store back')).toBe(1)
  })

  it('answers 503 for a session that is no JSON any more, and that one can log out', async () => {
    const [damaged, sound] = [newClient(), newClient()]
    await logIn(damaged)
    meddle(`UPDATE record SET value = '{"secret":"hunter2' WHERE kind = 'session'`)
    await logIn(sound)
    const answer = await damaged.get('/auth/session', json)
    expect([answer.status, answer.json()]).toMatchObject([
      503,
      { error: { code: 'store_unavailable' } },
    ])
    expect((await damaged.get('/demo/')).status).toBe(503)
    expect(await sessionOf(sound)).toMatchObject({ signedIn: true })
    expect(server.output()).toContain('damaged record of the kind session')
    expect(server.output()).not.toContain('hunter2')
    expect((await damaged.post('/auth/logout')).status).toBe(303)
    expect(await sessionOf(damaged)).toEqual({ signedIn: false })
  })
})
