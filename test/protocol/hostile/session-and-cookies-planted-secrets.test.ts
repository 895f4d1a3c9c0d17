import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../../support/browser.ts'
import type { SiteClient } from '../../support/cookie-jar.ts'
import { HostileSite, html } from '../../support/hostile-site.ts'

let site: HostileSite
beforeAll(async () => {
  site = await HostileSite.start()
})
afterAll(() => site.stop())

async function cookieOf(client: SiteClient, start: string): Promise<string> {
  const cookies = await client.jar.getCookies(client.origin)
  return cookies.find(({ key }) => key.startsWith(start))?.value ?? ''
}

describe('planted secrets', () => {
  it('are in no page, no address and no log', async () => {
    const shown: string[] = []
    const clients = [
      await site.logIn(),
      await site.logIn({ tokens: { token_type: 'odd' } }, { accept: html }),
      await site.logIn({ claims: { nonce: 'odd' } }, { accept: html }),
      await site.logIn({ userinfo: { sub: '43' } }, { accept: html }),
      await site.logIn({ faults: { token: 'status 500' } }, { accept: html }),
      await site.logIn({ response: { error: 'odd' } }, { accept: html }),
    ]
    for (const { client, answer } of clients) {
      shown.push(answer.body, answer.headers.get('location') ?? '')
      for (const path of ['/demo/', '/ja/demo/', '/auth/session', '/']) {
        shown.push((await client.get(path)).body)
      }
    }
    const cookies = await Promise.all(clients.map(({ client }) => cookieOf(client, 'genkan')))
    const { provider, server } = site
    const planted = [provider.client.secret, ...provider.secrets, ...cookies.filter(Boolean)]
    expect(planted.length).toBeGreaterThan(15)
    for (const secret of planted) {
      expect(shown.join('\n')).not.toContain(secret)
      expect(server.output()).not.toContain(secret)
    }
  })

  it('are not in the log where something breaks that never should', async () => {
    const broken = await HostileSite.start()
    try {
      const client = broken.newClient()
      const callback = await broken.toCallback(client)
      const database = new DatabaseSync(join(broken.server.dataDir, 'genkan.sqlite'))
      // Of another shape than any release has written.
      database.exec(`UPDATE record SET value = '{"exchanges":7}' WHERE kind = 'transcript'`)
      database.close()
      const answer = await client.get(callback.href)
      expect(answer.status).toBe(500)
      const cookie = await cookieOf(client, 'genkan')
      const { code = '', state = '' } = Object.fromEntries(callback.searchParams)
      for (const secret of [code, state, cookie].filter(Boolean)) {
        expect(answer.body).not.toContain(secret)
        expect(broken.server.output()).not.toContain(secret)
      }
      await expect.poll(() => broken.server.output()).toContain('TypeError')
    } finally {
      await broken.stop()
    }
  })

  it('are nowhere that a script could read, and in no address that stays', async () => {
    const browser = await startBrowser(site.server.url)
    try {
      site.provider.misbehave({})
      const page = await browser.openPage()
      await page.goto('/demo/')
      await page.locator('form:has(input[value=custom]) button').click()
      await page.waitForURL('**/demo/')
      const readable = (await page.evaluate(
        'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href,' +
          ' document.documentElement.outerHTML, performance.getEntries().map((entry) => entry.name)])',
      )) as string
      const cookies = (await page.context().cookies()).map(({ value }) => value)
      expect(cookies).toHaveLength(1)
      for (const secret of [site.provider.client.secret, ...site.provider.secrets, ...cookies]) {
        expect(readable).not.toContain(secret)
      }
    } finally {
      await browser.close()
    }
  })
})
