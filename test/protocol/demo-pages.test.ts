import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { logIn } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const taro = '山田太郎'
const hanako = 'Hanako Suzuki'

async function signedIn(person: 'taro' | 'hanako' = 'taro'): Promise<SiteClient> {
  const client = new SiteClient(server.url)
  await logIn(client, person)
  return client
}

const page = async (client: SiteClient, path = '/demo/') => (await client.get(path)).body

describe('the demo page of a session', () => {
  it('is the same each time, and kept in no cache', async () => {
    const client = await signedIn()
    const first = await client.get('/demo/')
    const again = await client.get('/demo/')
    expect(again.body).toBe(first.body)
    for (const answer of [first, again]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('is of the language that was asked for', async () => {
    const client = await signedIn()
    for (const path of ['/demo/', '/ja/demo/', '/demo/', '/ja/demo/', '/ja/demo', '/demo']) {
      const language = path.startsWith('/ja') ? 'ja' : 'en'
      expect(await page(client, path)).toContain(`<html lang="${language}"`)
    }
  })

  it('is nobody else’s', async () => {
    const [one, other] = [await signedIn('taro'), await signedIn('hanako')]
    const stranger = new SiteClient(server.url)
    for (let time = 0; time < 2; time += 1) {
      expect(await page(one)).toContain(taro)
      expect(await page(one)).not.toContain(hanako)
      expect(await page(other)).toContain(hanako)
      expect(await page(stranger)).not.toMatch(new RegExp(`${taro}|${hanako}`))
    }
  })

  it('is over with the session, for a copy of the cookie too', async () => {
    const client = await signedIn()
    await page(client)
    expect(await page(client)).toContain(taro)
    const copy = await client.jar.getCookieString(server.url)
    await client.post('/auth/logout', { return_to: '/demo/' })
    const thief = await fetch(`${server.url}/demo/`, { headers: { cookie: copy } })
    expect(thief.status).toBe(200)
    expect(await thief.text()).not.toContain(taro)
    expect(await page(client)).not.toContain(taro)
  })

  it('is that of the next login, once there is one', async () => {
    const client = await signedIn('taro')
    await page(client)
    await logIn(client, 'hanako')
    expect(await page(client)).toContain(hanako)
    expect(await page(client)).not.toContain(taro)
  })

  it('comes plain to whoever takes nothing else', async () => {
    const client = await signedIn()
    await page(client)
    const cookie = await client.jar.getCookieString(server.url)
    for (const [accepted, coding] of [
      ['br', 'br'],
      ['identity', null],
      ['gzip', 'gzip'],
    ] as const) {
      const headers = { cookie, 'accept-encoding': accepted }
      const answer = await fetch(`${server.url}/demo/`, { headers })
      expect(answer.headers.get('content-encoding')).toBe(coding)
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i)
      expect(await answer.text()).toContain(taro)
    }
  })
})
