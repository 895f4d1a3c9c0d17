import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan, startRefused } from '../support/genkan-server.ts'
import { sessionOf } from '../support/login-flows.ts'
import { logIn, people } from '../support/practice-login.ts'
import { RegisteredApp } from '../support/registered-app.ts'
import { TestClock, minute } from '../support/test-clock.ts'

/** When the store of `store-of-first-release.sql` was written, and what its reader had by then. */
const firstRelease = {
  time: 1_796_108_408_481,
  cookies: [
    'genkan_session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiZ2Vua2FuLTEvc2Vzc2lvbiJ9..bCrln30VUPUTE5ty.hKjwD8gce-9cfV5d_LmzrlPIJ3g-Bwikbv0XnVHYzPaJh2pNyzFIUtzXxDO2R9p7IQCMMUOooLl9Au-hSF0_HrYOvR9BO2N5WlZQHDMUKm-4.W4G6I60mMWfyIixGxpm-qw',
    'genkan_console=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiZ2Vua2FuLTEvY29uc29sZS1vd25lciJ9..DblDkeuXCoYsmt5J.tBIpxRQUa1u2Vr_xIGMPhjjFiAjU5fTuJ1-DjQnPerxYgGRdmoFdaI5FmdqtlyERfKyfy6-8Jx1Ni-Ko038-HgYpgnBQt99WkL-IFuBkI5Kn.Un8Y3ee0CHHesgER7wsdEA',
  ],
  client: {
    clientId: '631137024047-q4rfq8znaw6zzl1hb7ila3kit37s6q2k.apps.genkan.practice',
    clientSecret: `GKNSPX-${'A'.repeat(28)}`,
  },
  keyId: 'signing-key-of-the-fixture',
}

const dump = new URL('../support/store-of-first-release.sql', import.meta.url)

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'genkan-upgrade-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const openFile = () => new DatabaseSync(join(directory, 'genkan.sqlite'))
const pragma = (name: string) => {
  const file = openFile()
  const value = file.prepare(`PRAGMA ${name}`).get()?.[name]
  file.close()
  return value
}

describe('the store of the first release', () => {
  let server: GenkanServer
  let reader: SiteClient
  const clock = new TestClock(firstRelease.time + 60 * minute)

  beforeAll(async () => {
    const file = openFile()
    file.exec(readFileSync(dump, 'utf8'))
    file.close()
    server = await startGenkan({ dataDir: directory, env: { ...clock.env, RATE_LIMIT: 'off' } })
    reader = new SiteClient(server.url)
    for (const cookie of firstRelease.cookies) await reader.jar.setCookie(cookie, server.url)
  })
  afterAll(async () => {
    await server.stop()
    clock.remove()
  })

  it('has a version now, and can give pages back', () => {
    expect(pragma('user_version')).toBeGreaterThan(0)
    // 2 is INCREMENTAL.
    expect(pragma('auto_vacuum')).toBe(2)
  })

  it('still holds its session, with the messages of the login', async () => {
    const claims = { sub: people.hanako }
    expect(await sessionOf(reader)).toMatchObject({ signedIn: true, provider: 'practice', claims })
    const page = await reader.get('/demo/')
    expect(page.status).toBe(200)
    expect(page.body).toContain('/practice/token')
  })

  it('still signs with its key', async () => {
    const { keys } = (await reader.get('/practice/oauth2/v3/certs')).json() as {
      keys: { kid: string; n: string }[]
    }
    expect(keys.map(({ kid }) => kid)).toEqual([firstRelease.keyId])
    expect(readFileSync(dump, 'utf8')).toContain(keys[0]?.n)
  })

  it('still knows the client of its console, and whose it is', async () => {
    const app = new RegisteredApp(server.url, firstRelease.client)
    const [status, tokens] = await app.token({}, await app.newCode())
    expect([status, tokens]).toMatchObject([200, { token_type: 'Bearer' }])
    const screen = await reader.get(`/lab/console/clients/${firstRelease.client.clientId}/`)
    expect(screen.status).toBe(200)
    expect(screen.body).toContain(RegisteredApp.redirectUri)
  })

  it('takes new logins, and ends the old one', async () => {
    expect((await logIn(new SiteClient(server.url))).status).toBe(303)
    const copy = new SiteClient(server.url)
    for (const cookie of firstRelease.cookies) await copy.jar.setCookie(cookie, server.url)
    expect((await reader.post('/auth/logout')).status).toBe(303)
    expect(await sessionOf(copy)).toEqual({ signedIn: false })
  })
})

describe('a store that cannot be used', () => {
  const refused = () => startRefused({ DATA_DIR: directory })

  it('because a newer release wrote it: the start says so in one line', async () => {
    const version = Number(pragma('user_version'))
    const file = openFile()
    file.exec(`PRAGMA user_version = ${version + 1}`)
    const { exitCode, output } = await refused()
    file.exec(`PRAGMA user_version = ${version}`)
    file.close()
    expect(exitCode).toBe(1)
    expect(output).toMatch(
      new RegExp(
        `^DATA_DIR: .+ \\(schema ${version + 1}, this release knows ${version}\\); start the newer release, .+\\n$`,
      ),
    )
  })

  it('because a key in it is damaged: the start says so in one line, without the key', async () => {
    const file = openFile()
    file.exec(`UPDATE record SET value = '{"secret":"hunter2' WHERE id = 'cookie-key'`)
    file.close()
    const { exitCode, output } = await refused()
    expect(exitCode).toBe(1)
    expect(output).toMatch(/^(?:\{"level":50.+\n)?DATA_DIR: .+damaged record.+\n$/)
    expect(output).not.toContain('hunter2')
  })

  it('because it is no database: the start says so in one line', async () => {
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(join(directory, `genkan.sqlite${suffix}`), { force: true })
    }
    writeFileSync(join(directory, 'genkan.sqlite'), 'x'.repeat(8192))
    const { exitCode, output } = await refused()
    expect(exitCode).toBe(1)
    expect(output).toMatch(/^DATA_DIR: .+file is not a database\); restore a copy.+\n$/)
  })
})
