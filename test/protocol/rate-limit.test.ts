import { Agent, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { logIn } from '../support/practice-login.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } })
})
afterAll(() => server.stop())

/** Sends requests as visitors behind a proxy would; gives how many of each status came back. */
async function flood(
  path: string,
  count: number,
  addressOf: (index: number) => string,
  init: RequestInit = {},
): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  for (let sent = 0; sent < count; sent += 50) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        fetch(server.url + path, {
          ...init,
          headers: { 'x-forwarded-for': addressOf(sent + index), accept: 'application/json' },
        }),
      ),
    )
    for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
  }
  return statuses
}

/** A request whose path is sent to the letter, as no browser would. */
function postAsIs(path: string, address: string): Promise<{ status: number }> {
  const { hostname, port } = new URL(server.url)
  const headers = { 'x-forwarded-for': address, 'content-length': '0' }
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method: 'POST', headers, agent }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode ?? 0 }))
    })
      .on('error', reject)
      .end()
  })
}
const agent = new Agent({ keepAlive: true })

const callback = '/auth/callback/practice?code=x&state=y'

describe('the rate limit', () => {
  it('stops one visitor after 600 requests a minute and lets the others in', async () => {
    expect(await flood(callback, 650, () => '203.0.113.1')).toEqual({ 400: 600, 429: 50 })
    expect(await flood(callback, 50, () => '203.0.113.2')).toEqual({ 400: 50 })
    expect(await flood('/', 50, () => '203.0.113.1')).toEqual({ 200: 50 })
  })

  it('cannot be walked around by another spelling of the path', async () => {
    const spelled = '/%61uth/%63allback/practice?code=x&state=y'
    expect(await flood(spelled, 650, () => '203.0.113.4')).toEqual({ 400: 600, 429: 50 })
  })

  it('counts the work of the lab too', async () => {
    expect(await flood('/ja/lab/tamper/', 650, () => '203.0.113.5')).toEqual({ 200: 600, 429: 50 })
  })

  it('counts a /64 of IPv6 as one visitor', async () => {
    const statuses = await flood(callback, 650, (index) => `2001:db8:1:1::${index.toString(16)}`)
    expect(statuses).toEqual({ 400: 600, 429: 50 })
  })

  it('counts a household by its /56, and a site by its /48', async () => {
    const addressIn = (prefix: string) => (index: number) =>
      `${prefix}${(index % 256).toString(16)}::1`
    const household = await flood(callback, 1300, addressIn('2001:db8:5:1'.slice(0, -1)))
    expect(household).toEqual({ 400: 1200, 429: 100 })
    const site = await flood(callback, 5000, (index) => {
      return `2001:db8:6:${(index % 4096).toString(16)}::1`
    })
    expect(site).toEqual({ 400: 4800, 429: 200 })
    expect(await flood(callback, 50, () => '2001:db8:7::1')).toEqual({ 400: 50 })
  })

  it('counts authorization requests, whichever way they are sent', async () => {
    const address = () => '203.0.113.20'
    const url = '/practice/o/oauth2/v2/auth?client_id=nobody'
    expect(await flood(url, 1900, address)).toEqual({ 401: 1900 })
    const posted = await flood('/practice/O/oauth2/v2/auth/', 200, address, { method: 'POST' })
    expect(posted).toMatchObject({ 429: 100 })
    const screens = await flood('/practice/interaction/x', 1250, () => '203.0.113.21')
    expect(screens).toEqual({ 400: 1200, 429: 50 })
  })

  it('says in either form what happened and how long to wait', async () => {
    await flood(callback, 650, () => '203.0.113.3')
    const headers = { 'x-forwarded-for': '203.0.113.3', 'accept-language': 'ja' }
    const client = new SiteClient(server.url)
    const page = await client.get(callback, headers)
    expect(page.status).toBe(429)
    expect(page.html().querySelector('main')?.getAttribute('data-error')).toBe('rate_limited')
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
    const json = await client.get(callback, { ...headers, accept: 'application/json' })
    expect(json.json()).toMatchObject({ error: { code: 'rate_limited' } })
  })

  it('holds for the token endpoint too, and never for the demo’s own exchanges', async () => {
    const statuses = await flood('/practice/token', 650, () => '127.0.0.1', { method: 'POST' })
    expect(statuses[429]).toBe(50)
    expect((await logIn(new SiteClient(server.url))).status).toBe(303)
  })

  it.each([
    ...[
      '/practice/./token',
      '/practice/token#x',
      '/practice/x/../token',
      String.raw`/practice/.\token`,
    ],
    ...['/practice/token/', '/practice/TOKEN', '/%70ractice/token', '/practice//token'],
  ])('holds for the token endpoint as %s', async (path) => {
    const address = `198.51.100.${path.length * 7 + path.charCodeAt(path.length - 1)}`
    const statuses = new Set<number>()
    for (let sent = 0; sent < 640; sent += 1) statuses.add((await postAsIs(path, address)).status)
    // Either the limit is met, or this spelling leads nowhere.
    expect([...statuses].sort()).toEqual(expect.arrayContaining([statuses.has(404) ? 404 : 429]))
  })

  it('counts a path that leads nowhere once', async () => {
    const statuses = await flood('/auth/nowhere', 600, () => '203.0.113.9')
    expect(statuses).toEqual({ 404: 600 })
  })

  it('does not believe X-Forwarded-For of whoever is no proxy', async () => {
    const direct = await startGenkan()
    try {
      const answers: number[] = []
      for (let index = 0; index < 610; index += 1) {
        const headers = { 'x-forwarded-for': `203.0.113.${index % 250}` }
        answers.push((await fetch(`${direct.url}/auth/session`, { headers })).status)
      }
      expect(answers.filter((status) => status === 429)).toHaveLength(10)
    } finally {
      await direct.stop()
    }
  })
})
