import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan, startRefused } from '../support/genkan-server.ts'
import { sessionOf, testRestart } from '../support/login-flows.ts'
import { PatientClient, carryThrough } from '../support/patient-login.ts'
import { expectLoggedOutHere } from '../support/logged-out-here.ts'
import { logIn } from '../support/practice-login.ts'

const run = promisify(execFile)
const json = { accept: 'application/json' }

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
})
afterAll(() => server.stop())

const newClient = () => new SiteClient(server.url)
const openFile = (options = {}) => new DatabaseSync(join(server.dataDir, 'genkan.sqlite'), options)
const begin = (client: SiteClient, headers = {}) =>
  client.post('/auth/login', { provider: 'practice' }, headers)

function expectAway(answer: SiteResponse) {
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  const main = answer.html().querySelector('main')
  expect(main?.getAttribute('data-error')).toBe('store_unavailable')
}

const health = async (path: string) => {
  const answer = await fetch(server.url + path)
  return [answer.status, await answer.json()]
}

describe('a login over SQLite', () => testRestart(() => server))

describe('a server that is killed in the middle of logins', () => {
  it('loses none of them, once it is started again on the same data', async () => {
    const signedIn = newClient()
    await logIn(signedIn)
    const clients = Array.from({ length: 20 }, () => new PatientClient(server.url))
    const carrying = Promise.all(clients.map((client) => carryThrough(client)))
    const file = openFile({ readOnly: true })
    const begun = file.prepare(
      `SELECT count(*) AS count FROM record
       WHERE kind = 'used-transaction' AND json_extract(value, '$.consumed') IS NULL`,
    )
    // Some have taken their callback, and have not answered it.
    await expect.poll(() => begun.get()?.count, { interval: 1, timeout: 30_000 }).toBeGreaterThan(3)
    process.kill(Number(server.pid()), 'SIGKILL')
    await server.restart()
    const ended = await carrying
    const pages = ended.map(({ status, url }) => `${status} ${new URL(url).pathname}`)
    expect(pages).toEqual(clients.map(() => '200 /demo/'))
    for (const client of [signedIn, ...clients]) {
      expect(await sessionOf(client)).toMatchObject({ signedIn: true })
    }
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    file.close()
  }, 60_000)
})

describe('a store that cannot be written', () => {
  it('because another program holds it: 503 until it lets go, and reading goes on', async () => {
    const client = newClient()
    await logIn(client)
    const other = openFile()
    // The server may be writing at this moment.
    other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE')
    try {
      const startedAt = performance.now()
      expectAway(await begin(newClient()))
      // The whole server waits for the file, so it does not wait long.
      expect(performance.now() - startedAt).toBeLessThan(1_000)
      const forProgram = await begin(newClient(), json)
      expect([forProgram.status, forProgram.json()]).toMatchObject([
        503,
        { error: { code: 'store_unavailable' } },
      ])
      expect(await sessionOf(client)).toMatchObject({ signedIn: true })
      expect((await fetch(`${server.url}/guide/`)).status).toBe(200)
      expect(server.output()).toContain('SQLITE_BUSY')
    } finally {
      other.exec('COMMIT')
      other.close()
    }
    expect((await logIn(newClient())).status).toBe(303)
  })

  it.skipIf(process.platform !== 'linux')(
    'because the disk is full: 503 until it is not',
    async () => {
      const [client, leaving, copy] = [newClient(), newClient(), newClient()]
      await logIn(client)
      await logIn(leaving)
      for (const cookie of await leaving.jar.getCookies(server.url)) {
        await copy.jar.setCookie(cookie, server.url)
      }
      const before = server.output().length
      const limit = (bytes: number | 'unlimited') =>
        run('prlimit', ['--pid', String(server.pid()), `--fsize=${bytes}:`])
      // No byte more, in any file.
      await limit(1)
      try {
        expectAway(await begin(newClient()))
        expect(await sessionOf(client)).toMatchObject({ signedIn: true })
        expect((await fetch(`${server.url}/guide/`)).status).toBe(200)
        expect(await health('/readyz')).toEqual([503, { status: 'not ready' }])
        // It can be read, so whoever is signed in stays it.
        expect(await health('/healthz')).toEqual([200, { status: 'ok' }])
        await expectLoggedOutHere(leaving)
        expect(await sessionOf(copy)).toMatchObject({ signedIn: true })
        for (let visitor = 0; visitor < 20; visitor += 1) expectAway(await begin(newClient()))
        const lines = server.output().slice(before)
        expect(lines).toMatch(/SQLITE_(?:FULL|IOERR)/)
        expect(lines.match(/"msg":"store away"/g)).toHaveLength(1)
      } finally {
        await limit('unlimited')
      }
      await expect.poll(() => health('/readyz')).toEqual([200, { status: 'ready' }])
      expect((await logIn(newClient())).status).toBe(303)
      expect(await sessionOf(client)).toMatchObject({ signedIn: true })
    },
  )

  it('at the start: one line that names the folder', async () => {
    const { exitCode, output } = await startRefused({ DATA_DIR: '/dev/null/genkan' })
    expect(exitCode).toBe(1)
    expect(output).toMatch(/^DATA_DIR: \/dev\/null\/genkan cannot be used \(ENOTDIR\).+\n$/)
  })
})
