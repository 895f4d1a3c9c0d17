import type { Page } from 'playwright-core'
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

const press = (page: Page) => page.locator('.screen form button.g-button:not(.g-button--quiet)')
const useButton = (page: Page) => page.locator('use-client button')
const says = (page: Page, what: string) => page.locator(`use-client [data-says=${what}]:visible`)
/** A code block of the guide itself, outside the builder. */
const ownCode = (page: Page, text: string) =>
  page.locator('.expressive-code:not(configuration-builder *)', { hasText: text })
const output = (page: Page) => page.locator('[data-builder-output=streamlit]')
const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))

/** Registers a client by the console's own forms, up to the page that shows its secret. */
async function register(page: Page, prefix = ''): Promise<{ clientId: string; secret: string }> {
  await page.goto(`${prefix}/lab/console/`)
  await page.locator('[name=mode][value=free]').check()
  await page.locator('form:has([name=projectName]) button').click()
  await page.waitForURL('**/lab/console/overview/')
  await page.goto(`${prefix}/lab/console/overview/create/`)
  await page.locator('[name=appName]').fill('My app')
  await page.locator('[name=supportEmail]').fill('me@mail.example')
  await press(page).click()
  await page.locator('[name=audience][value=external]').check()
  await press(page).click()
  await page.locator('[name=contactEmails]').fill('me@mail.example')
  await press(page).click()
  await page.locator('[name=agreed]').check()
  await press(page).click()
  await page.waitForURL('**/lab/console/overview/')
  await page.goto(`${prefix}/lab/console/clients/new/`)
  await page.locator('[name=type]').selectOption('web')
  await page.locator('[name=name]').fill('My client')
  await page.locator('[name=redirectUris]').fill(practiceClient.redirectUris.streamlit)
  await press(page).click()
  await page.waitForURL('**.apps.genkan.practice/')
  const clientId = page.url().split('/').at(-2) ?? ''
  const secret = /GKNSPX-[\w-]{28}/.exec(await page.locator('.new-secret').innerText())?.[0] ?? ''
  expect(secret).not.toBe('')
  return { clientId, secret }
}

describe('a client of the practice console', () => {
  it('stands in every snippet after one press, without its secret', async () => {
    const page = await browser.openPage()
    const { clientId, secret } = await register(page)
    expect(await says(page, 'used').count()).toBe(0)
    await useButton(page).click()
    await says(page, 'used').waitFor()
    const kept = await stored(page)
    expect(kept).toContain(clientId)
    expect(kept).not.toMatch(/GKNSPX/)
    expect(kept).not.toContain(secret)

    await says(page, 'used').getByRole('link').click()
    await page.waitForURL('**/guide/streamlit/#configuration-builder')
    await output(page)
      .filter({ hasText: `client_id = "${clientId}"` })
      .waitFor()
    await ownCode(page, '[auth.practice]')
      .filter({ hasText: `client_id = "${clientId}"` })
      .waitFor()
    expect(await output(page).textContent()).toContain('client_secret = "YOUR_CLIENT_SECRET"')
    expect(await page.content()).not.toContain(secret)
    expect(
      await page.locator('.expressive-code', { hasText: practiceClient.clientSecret }).count(),
    ).toBe(0)

    for (const path of ['/reference/streamlit-auth/', '/ja/reference/streamlit-auth/']) {
      await page.goto(path)
      await page.locator('your-settings').filter({ hasText: clientId }).waitFor()
      await ownCode(page, `client_id = "${clientId}"`).waitFor()
    }
  })

  it('is said to be in use, until another page goes back', async () => {
    const page = await browser.openPage()
    const { clientId } = await register(page)
    await useButton(page).click()
    await says(page, 'used').waitFor()
    const other = await page.context().newPage()
    await other.goto('/guide/streamlit/')
    const back = other.locator('[data-ready-made]')
    await back.click()
    await output(other).filter({ hasText: practiceClient.clientId }).waitFor()
    expect(await back.isVisible()).toBe(false)
    expect(await other.locator('[name=practice_client_id]').inputValue()).toBe('')
    expect(await other.evaluate(() => document.activeElement?.id)).toBe(
      'builder-practice_client_id',
    )
    await says(page, 'used').waitFor({ state: 'detached' })
    expect(await stored(page)).not.toContain(clientId)
  })

  it('gives Streamlit the two lines that it needs', async () => {
    const page = await browser.openPage()
    const { clientId } = await register(page)
    await page.locator('#use-client .slip button').click()
    const url = `${server.url}/practice/.well-known/openid-configuration`
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `client_id = "${clientId}"\nserver_metadata_url = "${url}"`,
    )
    const metadata = await fetch(url)
    expect(await metadata.json()).toMatchObject({ issuer: `${server.url}/practice` })
  })

  it('says so where the browser keeps nothing', async () => {
    const page = await browser.openPage()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('', 'SecurityError')
        },
      })
    })
    await register(page)
    await useButton(page).click()
    await says(page, 'not_kept').waitFor()
    expect(await says(page, 'used').count()).toBe(0)
  })

  it('says without JavaScript what to do instead', async () => {
    const page = await browser.openPage({ javaScriptEnabled: false })
    await register(page)
    expect(await useButton(page).isVisible()).toBe(false)
    expect(await page.locator('use-client noscript').textContent()).toContain('yourself')
  })

  it.each([
    ['en-US', 'light', 1280],
    ['ja-JP', 'dark', 360],
  ] as const)('has no violation of axe (%s, %s, %i)', async (locale, colorScheme, width) => {
    const page = await browser.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
    await register(page, locale === 'ja-JP' ? '/ja' : '')
    await useButton(page).click()
    await says(page, 'used').waitFor()
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})

describe('Check my Google client', () => {
  const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
  const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
  const field = (page: Page, name: string) => page.locator(`main [name=${name}]`)
  const finding = (page: Page, code: string) => page.locator(`[data-finding=${code}]:visible`)
  const send = (page: Page) => page.locator('main form button.g-button').last()

  it('says what is wrong while it is typed', async () => {
    const page = await browser.openPage()
    await page.goto('/lab/google-client/')
    expect(await page.locator('[data-finding]:visible').count()).toBe(0)
    await field(page, 'client_id').fill('my-app')
    await finding(page, 'client_id_shape').waitFor()
    expect(await field(page, 'client_id').getAttribute('aria-invalid')).toBe('true')
    await field(page, 'client_id').fill(` ${clientId}`)
    await finding(page, 'blank_around').waitFor()
    expect(await field(page, 'client_id').getAttribute('aria-invalid')).toBe('false')
    await field(page, 'client_secret').fill(clientId)
    await finding(page, 'client_secret_id').waitFor()
    await field(page, 'client_secret').fill(secret)
    await field(page, 'client_id').fill(clientId)
    expect(await page.locator('[data-finding]:visible').count()).toBe(0)
  })

  it.each([true, false])(
    'sends no secret in the field of the ID (JavaScript: %j)',
    async (javaScriptEnabled) => {
      const page = await browser.openPage({ javaScriptEnabled })
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url())
      })
      await page.goto('/lab/google-client/')
      await field(page, 'client_id').fill(secret)
      await field(page, 'client_secret').fill(clientId)
      await send(page).click()
      await page.locator('main [name=client_id]:invalid').waitFor()
      expect(sent).toEqual([])
      expect(await field(page, 'client_id').inputValue()).toBe(secret)
    },
  )

  it('keeps nothing of what was typed', async () => {
    const page = await browser.openPage()
    await page.goto('/lab/google-client/')
    await field(page, 'client_id').fill(clientId)
    await field(page, 'client_secret').fill(secret)
    // A browser offers to keep what stands in a field for passwords.
    expect(await field(page, 'client_secret').getAttribute('type')).toBe('text')
    const drawn = await field(page, 'client_secret').evaluate((input) =>
      getComputedStyle(input).getPropertyValue('-webkit-text-security'),
    )
    expect(drawn).toBe('disc')
    expect(await stored(page)).toBe('[{},{},""]')
    await page.reload()
    expect(await field(page, 'client_id').inputValue()).toBe('')
    expect(await field(page, 'client_secret').inputValue()).toBe('')
    expect(await stored(page)).toBe('[{},{},""]')
  })

  it.each([
    ['en-US', 'light', 1280],
    ['ja-JP', 'dark', 360],
  ] as const)('has no violation of axe (%s, %s, %i)', async (locale, colorScheme, width) => {
    const page = await browser.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
    await page.goto(`${locale === 'ja-JP' ? '/ja' : ''}/lab/google-client/`)
    await field(page, 'client_id').fill(secret)
    await field(page, 'client_secret').fill(` ${secret}`)
    await finding(page, 'blank_around').waitFor()
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
