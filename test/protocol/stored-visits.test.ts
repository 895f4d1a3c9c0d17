import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan()
})
afterAll(() => server.stop())

/** Bytes of the records of visits that nobody has answered. */
function storedBytes(kind: string): number {
  const database = new DatabaseSync(join(server.dataDir, 'genkan.sqlite'), { readOnly: true })
  const row = database
    .prepare('SELECT coalesce(max(length(value)), 0) AS bytes FROM record WHERE kind = ?')
    .get(kind)
  database.close()
  return Number(row?.bytes)
}

function visit(parameters: Record<string, string>): string {
  const request = {
    ...{ response_type: 'code', client_id: 'demo.apps.genkan.practice', scope: 'openid' },
    ...{ redirect_uri: `${server.url}/auth/callback/practice`, ...parameters },
  }
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(request).toString()}`
}

describe('a visit that nobody answers stores', () => {
  it('a kilobyte at the provider, and three at most', async () => {
    const browser = new SiteClient(server.url)
    await browser.get(visit({ state: 'x'.repeat(43), nonce: 'x'.repeat(43) }))
    expect(storedBytes('practice:Interaction')).toBeLessThan(1024)
    const parameters = { state: 'x'.repeat(1000), nonce: 'x'.repeat(780) }
    expect((await browser.get(visit(parameters))).status).toBe(303)
    expect(storedBytes('practice:Interaction')).toBeLessThan(3 * 1024)
  })

  it('a login without the documents that all logins share', async () => {
    const browser = new SiteClient(server.url)
    for (let begun = 0; begun < 2; begun += 1) {
      await browser.post('/auth/login', { provider: 'practice' })
    }
    const database = new DatabaseSync(join(server.dataDir, 'genkan.sqlite'), { readOnly: true })
    const last = database
      .prepare("SELECT value FROM record WHERE kind = 'transcript' ORDER BY expires_at DESC")
      .get()
    database.close()
    expect(String(last?.value)).toContain('login_start')
    expect(String(last?.value)).not.toContain('discovery')
    expect(String(last?.value).length).toBeLessThan(4 * 1024)
  })
})
