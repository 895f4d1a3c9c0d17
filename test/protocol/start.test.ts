import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenkanServer, startGenkan, startRefused } from '../support/genkan-server.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan()
})
afterAll(() => server.stop())

describe('the start', () => {
  it('says where the site is and that it made a secret, but not which', async () => {
    expect(server.output()).toContain(server.url)
    expect(server.output()).toContain('COOKIE_SECRET')
    expect(server.output()).not.toMatch(/[0-9a-f]{64}/)
    const health = await fetch(`${server.url}/healthz`)
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
  })

  it.each([
    ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_ID: 'an-id' }],
    ['PORT', { PORT: 'http' }],
    ['COOKIE_SECRET', { SITE_URL: 'https://login.example.com' }],
  ])('stops with one line that names %s', async (name, env) => {
    const { exitCode, output } = await startRefused(env)
    expect(exitCode).toBe(1)
    expect(output).toMatch(new RegExp(`^${name}: .+\\n$`))
  })

  it('says so when the port is in use', async () => {
    const port = new URL(server.url).port
    const { exitCode, output } = await startRefused({ PORT: port })
    expect(exitCode).toBe(1)
    expect(output).toMatch(new RegExp(`^PORT: ${port} is in use; .+\\n$`))
  })
})

describe.skipIf(process.platform === 'win32')('a process that may open few files', () => {
  it.each([256, 64])('starts, and serves pages: %i', async (openFiles) => {
    const few = await startGenkan({ openFiles })
    expect((await fetch(`${few.url}/guide/`)).status).toBe(200)
    expect((await fetch(`${few.url}/demo/`)).status).toBe(200)
    await few.stop()
  })
})

describe('pages', () => {
  it.each([
    ['/nowhere/', 'en-US', 'en'],
    ['/nowhere/', 'ja', 'ja'],
    ['/ja/nowhere/', 'en-US', 'ja'],
    ['/practice/nowhere/', 'ja', 'ja'],
    ['/%70ractice/token', 'en', 'en'],
    ['/practice-error/', 'en', 'en'],
  ])('%s for %s is a 404 in %s', async (path, acceptLanguage, language) => {
    const response = await fetch(server.url + path, {
      headers: { 'accept-language': acceptLanguage },
    })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain(`<html lang="${language}"`)
  })

  it.each(['/', '/demo/', '/guide/streamlit/', '/guide/troubleshooting/'])(
    '%s exists in both languages, each in its own',
    async (path) => {
      for (const language of ['en', 'ja']) {
        const url = server.url + (language === 'ja' ? `/ja${path}` : path)
        const response = await fetch(url)
        const html = await response.text()
        expect(response.status).toBe(200)
        expect(html).toContain(`<html lang="${language}"`)
        expect(html).toContain('hreflang="ja"')
        expect(response.headers.has('set-cookie')).toBe(false)
      }
    },
  )
})
