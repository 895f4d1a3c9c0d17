import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { sessionOf } from '../support/login-flows.ts'
import { logIn } from '../support/practice-login.ts'

let directory: string
let one: GenkanServer
let two: GenkanServer
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'genkan-shared-'))
  const options = { dataDir: directory, env: { RATE_LIMIT: 'off' } }
  // At once, on an empty folder: both make the tables and the keys.
  ;[one, two] = await Promise.all([startGenkan(options), startGenkan(options)])
})
afterAll(async () => {
  await Promise.all([one.stop(), two.stop()])
  rmSync(directory, { recursive: true })
})

/** The same browser at the other process: cookies do not know ports. */
async function atOther(client: SiteClient, { url }: GenkanServer): Promise<SiteClient> {
  const other = new SiteClient(url)
  for (const cookie of await client.jar.getCookies(client.origin)) {
    await other.jar.setCookie(cookie, url)
  }
  return other
}

async function logInMany({ url }: GenkanServer, count: number): Promise<SiteClient[]> {
  const clients = Array.from({ length: count }, () => new SiteClient(url))
  const ended = await Promise.all(clients.map((client) => logIn(client)))
  expect(ended.map(({ status }) => status)).toEqual(clients.map(() => 303))
  return clients
}

describe('two processes on one DATA_DIR', { timeout: 60_000 }, () => {
  it('sign with one key', async () => {
    const [ofOne, ofTwo] = await Promise.all(
      [one, two].map(async ({ url }) => (await fetch(`${url}/practice/oauth2/v3/certs`)).text()),
    )
    expect(JSON.parse(ofOne ?? '')).toMatchObject({ keys: [{ use: 'sig' }] })
    expect(ofOne).toBe(ofTwo)
  })

  it('log in at the same time, and each knows the sessions of the other', async () => {
    const [here, there] = await Promise.all([logInMany(one, 10), logInMany(two, 10)])
    for (const [clients, other] of [
      [here, two],
      [there, one],
    ] as const) {
      for (const client of clients) {
        const elsewhere = await atOther(client, other)
        expect(await sessionOf(elsewhere)).toMatchObject({ signedIn: true })
        expect((await elsewhere.post('/auth/logout')).status).toBe(303)
        expect(await sessionOf(client)).toEqual({ signedIn: false })
      }
    }
  })

  it('go on when one is killed in the middle of its writes, and starts again', async () => {
    const lost = logInMany(two, 10).catch(() => 'lost')
    const kept = logInMany(one, 10)
    const file = new DatabaseSync(join(directory, 'genkan.sqlite'), { readOnly: true })
    const begun = file.prepare(`SELECT count(*) AS count FROM record WHERE kind = 'practice:Grant'`)
    const before = Number(begun.get()?.count)
    await expect
      .poll(() => begun.get()?.count, { interval: 1, timeout: 30_000 })
      .toBeGreaterThan(before + 3)
    process.kill(Number(two.pid()), 'SIGKILL')
    await lost
    for (const client of await kept) {
      expect(await sessionOf(client)).toMatchObject({ signedIn: true })
    }
    await two.restart()
    const [client] = await logInMany(two, 1)
    expect(await sessionOf(await atOther(client ?? new SiteClient(two.url), one))).toMatchObject({
      signedIn: true,
    })
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    file.close()
    for (const { output } of [one, two]) expect(output()).not.toContain('"msg":"fault"')
  })
})
