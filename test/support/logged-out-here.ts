import { expect } from 'vitest'
import { SiteClient } from './cookie-jar.ts'

const json = { accept: 'application/json' }
const inJapanese = { 'accept-language': 'ja' }

/**
 * Logs out while the session in the store cannot be deleted: the browser forgets its cookie, and is
 * told what became of the rest, in both languages and as JSON. Another site cannot do that to it.
 */
export async function expectLoggedOutHere(client: SiteClient): Promise<void> {
  const { origin } = client
  const copy = await copyOf(client)
  const foreign = await copy.post('/auth/logout', {}, { Origin: 'https://evil.example', ...json })
  expect(foreign.status).toBe(403)
  expect(foreign.headers.getSetCookie()).toEqual([])

  const described = await (await copyOf(client)).post('/auth/logout', {}, json)
  expect([described.status, described.json()]).toMatchObject([
    503,
    { error: { code: 'store_unavailable', loggedOut: true } },
  ])
  expect(described.body).toContain('8 hours')
  expectCookieDeleted(described.headers)

  const japanese = await (await copyOf(client)).post('/auth/logout', {}, inJapanese)
  expect(japanese.html().querySelector('h1')?.text).toBe('このブラウザーではログアウトしました')
  expect(japanese.body).toContain('8時間後')

  const page = await client.post('/auth/logout', { return_to: '/demo/' })
  expect(page.status).toBe(503)
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(page.html().querySelector('main')?.getAttribute('data-error')).toBe('store_unavailable')
  expect(page.html().querySelector('h1')?.text).toBe('You are logged out in this browser')
  expect(page.body).toContain('8 hours')
  expectCookieDeleted(page.headers)
  expect(await client.jar.getCookieString(origin)).not.toContain('genkan_session')

  async function copyOf(original: SiteClient): Promise<SiteClient> {
    const other = new SiteClient(origin)
    for (const cookie of await original.jar.getCookies(origin)) {
      await other.jar.setCookie(cookie, origin)
    }
    return other
  }
}

function expectCookieDeleted(headers: Headers): void {
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^genkan_session=; Max-Age=0; Path=\/; HttpOnly; Priority=High; SameSite=Lax$/,
    ),
  ])
}
