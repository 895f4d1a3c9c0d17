import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceClient } from '../../src/lib/snippets/practice-client.ts'
import { type TestBrowser, expectNoAxeViolations, startBrowser } from '../support/browser.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

let server: GenkanServer
let browser: TestBrowser
beforeAll(async () => {
  server = await startGenkan()
  browser = await startBrowser(server.url)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const practiceClientId = `123456789012-${'a1b2'.repeat(8)}.apps.genkan.practice`
const practiceSecret = 'GKNSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const streamlitPage = '/guide/streamlit/'
const sample = (path: string) =>
  readFileSync(new URL(`../../samples/${path}`, import.meta.url), 'utf8').trimEnd()

const field = (page: Page, name: string) =>
  page.locator(`[data-configuration-builder] [name=${name}]`)
const choose = (page: Page, name: string, value: string) =>
  page.locator(`[data-configuration-builder] [name=${name}][value=${value}]`).check()
const output = (page: Page, app = 'streamlit') => page.locator(`[data-builder-output=${app}]`)
const finding = (page: Page, code: string) => page.locator(`[data-finding=${code}]:visible`)
const said = (page: Page, text: string) =>
  page.locator('configuration-builder p:visible', { hasText: text })
const line = (page: Page) => page.locator('your-settings')
/** Code of the page itself, outside the builder. */
const ownCode = (page: Page) =>
  page.locator('.expressive-code:not(configuration-builder *)', { hasText: '[auth.google]' })

async function open(path = streamlitPage): Promise<Page> {
  const page = await browser.openPage()
  await page.goto(path)
  await builderHere(page)
  return page
}

/** The builder is loaded when it comes near, and not with the page. */
async function builderHere(page: Page): Promise<void> {
  const builder = page.locator('configuration-builder')
  if ((await builder.count()) === 0) return
  await builder.scrollIntoViewIfNeeded()
  await page.locator('configuration-builder:defined').waitFor()
}

async function copied(block: Locator): Promise<string> {
  await block.locator('.copy button').click()
  return block.page().evaluate(() => navigator.clipboard.readText())
}

/** Everything this browser has stored for the site. */
const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))

/** Reads the little TOML that the sample needs: one section, `key = "value"`. */
function readToml(text: string): Record<string, string> {
  const [section, ...lines] = text.trimEnd().split('\n')
  expect(section).toBe('[auth]')
  return Object.fromEntries(
    lines.map((entry) => {
      const { key = '', value = '' } =
        /^(?<key>\w+) = (?<value>"[^"\\]*")$/.exec(entry)?.groups ?? {}
      return [key, JSON.parse(value) as string]
    }),
  )
}

describe('the configuration builder', () => {
  it('writes a file that works with the practice provider of this site', async () => {
    const page = await open()
    expect((await copied(output(page))).trimEnd()).toBe(
      sample('streamlit/.streamlit/secrets.example.toml'),
    )
    await choose(page, 'provider', 'practice')
    const settings = readToml(await copied(output(page)))
    expect(settings).toEqual({
      redirect_uri: practiceClient.redirectUris.streamlit,
      cookie_secret: 'YOUR_COOKIE_SECRET',
      client_id: practiceClient.clientId,
      client_secret: practiceClient.clientSecret,
      server_metadata_url: `${server.url}/practice/.well-known/openid-configuration`,
    })
    const metadata = await fetch(settings['server_metadata_url'] ?? '')
    expect(await metadata.json()).toMatchObject({ issuer: `${server.url}/practice` })
  })

  it('copies what it shows, for every app', async () => {
    const page = await open()
    await choose(page, 'provider', 'practice')
    for (const app of ['streamlit', 'fastapi', 'node', 'genkan']) {
      await choose(page, 'stack', app)
      const lines = await output(page, app).locator('.ec-line').allTextContents()
      const shown = lines.map((text) => text.replace(/\n$/, '')).join('\n')
      expect((await copied(output(page, app))).trimEnd()).toBe(shown)
      expect(await page.locator('[data-builder-output]:visible').count()).toBe(1)
    }
    expect(await output(page, 'genkan').textContent()).toContain('GOOGLE_CLIENT_ID=YOUR_CLIENT_ID')
  })

  it('says which redirect URI to register', async () => {
    const page = await open()
    await field(page, 'host').fill('https://app.example.com')
    await finding(page, 'port_public').waitFor()
    await field(page, 'port').fill('')
    const uri = page.locator('[data-builder-redirect-uri=streamlit]')
    expect(await copied(uri)).toBe('https://app.example.com/oauth2callback')
    expect(readToml(await copied(output(page)))['redirect_uri']).toBe(
      'https://app.example.com/oauth2callback',
    )
    await choose(page, 'provider', 'practice')
    await finding(page, 'practice_redirect_uri').waitFor()
    expect(await copied(uri)).toBe(practiceClient.redirectUris.streamlit)
  })

  it('says what is wrong with a client ID, keeps the text and does not use it', async () => {
    const page = await open()
    await field(page, 'client_id').fill('my-app.apps.googleusercontent.com')
    await finding(page, 'client_id_shape').waitFor()
    expect(await field(page, 'client_id').getAttribute('aria-invalid')).toBe('true')
    expect(await copied(output(page))).toContain('client_id = "YOUR_CLIENT_ID"')

    await page.reload()
    await builderHere(page)
    await finding(page, 'client_id_shape').waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe('my-app.apps.googleusercontent.com')

    await field(page, 'client_id').fill(`\u200b${clientId} `)
    await finding(page, 'invisible_character').waitFor()
    expect(await finding(page, 'client_id_shape').count()).toBe(0)
    expect(await copied(output(page))).toContain(`client_id = "${clientId}"`)
  })

  it('takes a practice client of one’s own, at any address, and goes back', async () => {
    const page = await open()
    await choose(page, 'provider', 'practice')
    await field(page, 'port').fill('8600')
    await finding(page, 'practice_redirect_uri').waitFor()
    await field(page, 'practice_client_id').fill(clientId)
    await finding(page, 'practice_client_id_google').waitFor()
    expect(await copied(output(page))).toContain('client_id = "YOUR_CLIENT_ID"')

    await field(page, 'practice_client_id').fill(practiceClientId)
    await said(page, 'must be registered with your client').waitFor()
    expect(await finding(page, 'practice_redirect_uri').count()).toBe(0)
    expect(await finding(page, 'practice_client_id_google').count()).toBe(0)
    expect(await said(page, 'knows this redirect URI already').count()).toBe(0)
    await said(page, 'YOUR_CLIENT_SECRET stays. The practice console showed').waitFor()
    expect(readToml(await copied(output(page)))).toEqual({
      redirect_uri: 'http://localhost:8600/oauth2callback',
      cookie_secret: 'YOUR_COOKIE_SECRET',
      client_id: practiceClientId,
      client_secret: 'YOUR_CLIENT_SECRET',
      server_metadata_url: `${server.url}/practice/.well-known/openid-configuration`,
    })

    await page.reload()
    await said(page, 'must be registered with your client').waitFor()
    await page.locator('[data-ready-made]').click()
    await finding(page, 'practice_redirect_uri').waitFor()
    const settings = readToml(await copied(output(page)))
    expect(settings['client_id']).toBe(practiceClient.clientId)
    expect(settings['client_secret']).toBe(practiceClient.clientSecret)
    expect(await stored(page)).not.toContain(practiceClientId)
  })

  it('stores nothing secret', async () => {
    const page = await open()
    await field(page, 'client_id').fill(clientId)
    await page.locator('[data-fresh-secret=streamlit]').click()
    const cookieSecret = readToml(await copied(output(page)))['cookie_secret'] ?? ''
    expect(cookieSecret).toMatch(/^[0-9a-f]{64}$/)
    await page.locator('[data-fresh-secret=streamlit]').click()
    expect(await copied(output(page))).not.toContain(cookieSecret)

    await field(page, 'client_id').fill(secret)
    await field(page, 'path').fill(`/${secret}`)
    await finding(page, 'secret').first().waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe(secret)
    await choose(page, 'provider', 'practice')
    await field(page, 'practice_client_id').fill(practiceSecret)
    await finding(page, 'secret').first().waitFor()
    const kept = await stored(page)
    expect(kept).toContain('practice')
    expect(kept).not.toMatch(/GOCSPX|GKNSPX|[0-9a-f]{64}/)
    expect(kept).not.toContain(practiceClient.clientSecret)
    expect(await page.locator('.expressive-code', { hasText: secret }).count()).toBe(0)

    await page.reload()
    await builderHere(page)
    expect(await field(page, 'client_id').inputValue()).toBe('')
    expect(await output(page).textContent()).toContain('YOUR_COOKIE_SECRET')
  })

  it('keeps what was typed before it was there', async () => {
    const page = await browser.openPage()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/configuration-builder[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(streamlitPage)
    await field(page, 'client_id').fill(clientId)
    await choose(page, 'stack', 'fastapi')
    expect(await page.locator('configuration-builder:defined').count()).toBe(0)
    release()
    await line(page).waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe(clientId)
    expect(await output(page, 'fastapi').textContent()).toContain(clientId)
  })

  it('can be used by keyboard alone', async () => {
    const page = await open()
    await field(page, 'provider').and(page.locator(':checked')).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await output(page, 'fastapi').textContent()).toContain(practiceClient.clientId)
    // Past the reader's own client, and the link to where one is registered.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('http://127.0.0.1')
    await page.keyboard.press('Enter')
    await finding(page, 'practice_redirect_uri').waitFor()
    await page.locator('[data-fresh-secret=fastapi]').focus()
    await page.keyboard.press('Space')
    await page.getByRole('status').filter({ hasText: 'A fresh secret' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'All code shows placeholders' }).waitFor()
    expect(await field(page, 'host').inputValue()).toBe('http://localhost')
    expect((await copied(output(page, 'fastapi'))).trimEnd()).toBe(sample('fastapi/.env.example'))
    expect(await stored(page)).not.toContain('genkan.settings')
  })

  it.each([
    ['en-US', 'light', 1280],
    ['ja-JP', 'dark', 360],
  ] as const)(
    'has no violation of axe in any state (%s, %s, %i)',
    async (locale, colorScheme, width) => {
      const page = await browser.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
      await page.goto(`${locale === 'ja-JP' ? '/ja' : ''}${streamlitPage}`)
      await builderHere(page)
      await field(page, 'client_id').fill(` ${clientId}`)
      await field(page, 'host').fill('http://192.168.0.4')
      await line(page).waitFor()
      await expectNoAxeViolations(page)
      await choose(page, 'provider', 'practice')
      await finding(page, 'practice_redirect_uri').waitFor()
      await expectNoAxeViolations(page)
      await field(page, 'practice_client_id').fill(` ${practiceClientId}`)
      await finding(page, 'blank_around').first().waitFor()
      await expectNoAxeViolations(page)
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(scroll).toBeLessThanOrEqual(width)
    },
  )

  it('shows the files without JavaScript, and says what to replace', async () => {
    const page = await browser.openPage({ javaScriptEnabled: false })
    await page.goto(streamlitPage)
    const sentence = page.locator('configuration-builder noscript p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain('replace every value that begins with YOUR_')
    expect(await field(page, 'client_id').isVisible()).toBe(false)
    await choose(page, 'stack', 'node')
    expect(await output(page, 'node').isVisible()).toBe(true)
    expect(await output(page).isVisible()).toBe(false)
    expect(await output(page, 'node').textContent()).toContain('YOUR_CLIENT_SECRET')
  })
})

describe('the reader’s own settings', () => {
  it('stand in the code of other pages, until one press takes them away', async () => {
    const page = await open('/guide/typescript/')
    await field(page, 'client_id').fill(clientId)
    await page.goto(`/ja${streamlitPage}`)
    await line(page).filter({ hasText: clientId }).waitFor()
    expect(await ownCode(page).textContent()).toContain(`client_id = "${clientId}"`)
    expect(await copied(ownCode(page))).toContain(`client_id = "${clientId}"`)

    await line(page).getByRole('button').click()
    await line(page).waitFor({ state: 'hidden' })
    expect(await ownCode(page).textContent()).toContain('client_id = "YOUR_CLIENT_ID"')
    expect(await copied(ownCode(page))).toContain('client_id = "YOUR_CLIENT_ID"')
    expect(await field(page, 'client_id').inputValue()).toBe('')
    expect(await stored(page)).not.toContain(clientId)
  })

  it('come and go in all tabs', async () => {
    const page = await open()
    const other = await page.context().newPage()
    await other.goto('/guide/google-cloud/')
    await field(page, 'port').fill('8600')
    const uri = other.locator('.expressive-code', {
      hasText: 'http://localhost:8600/oauth2callback',
    })
    await uri.first().waitFor()
    await line(other).getByRole('button').click()
    await output(page).filter({ hasText: 'http://localhost:8501/oauth2callback' }).waitFor()
    expect(await field(page, 'port').inputValue()).toBe('8501')
  })

  it('move nothing on the page when they appear', async () => {
    const page = await open()
    const title = page.locator('h1')
    const top = () => title.evaluate((h1) => h1.getBoundingClientRect().top + scrollY)
    const before = await top()
    await field(page, 'client_id').fill(clientId)
    await page.reload()
    await line(page).waitFor()
    expect(await top()).toBe(before)
  })

  it.each(['', '{', '[]', '{"provider":7,"addresses":"x"}'])(
    'do no harm where what is stored is %j',
    async (text) => {
      const page = await open()
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.evaluate((value) => localStorage.setItem('genkan.settings', value), text)
      await page.reload()
      await choose(page, 'provider', 'practice')
      await output(page).filter({ hasText: practiceClient.clientId }).waitFor()
      expect(errors).toEqual([])
    },
  )
})
