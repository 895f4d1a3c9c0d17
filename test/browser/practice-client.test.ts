import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../src/lib/snippets/preregistered-client.ts'
import { expectNoAxeViolations, stored } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const press = (page: Page) => page.locator('.screen form button.g-button:not(.g-button--quiet)')
const useButton = (page: Page) => page.locator('use-client button')
const says = (page: Page, what: string) => page.locator(`use-client [data-says=${what}]:visible`)
/** A code block of the guide itself, outside the builder. */
const ownCode = (page: Page, text: string) =>
  page.locator('.expressive-code:not(configuration-builder *)', { hasText: text })
const output = (page: Page) => page.locator('[data-builder-output=streamlit]')

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
    const page = await site.openPage()
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
    const page = await site.openPage()
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
    const page = await site.openPage()
    const { clientId } = await register(page)
    await page.locator('#use-client .slip button').click()
    const url = `${site.url}/practice/.well-known/openid-configuration`
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `client_id = "${clientId}"\nserver_metadata_url = "${url}"`,
    )
    const metadata = await fetch(url)
    expect(await metadata.json()).toMatchObject({ issuer: `${site.url}/practice` })
  })

  it('says so where the browser keeps nothing', async () => {
    const page = await site.openPage()
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
    const page = await site.openPage({ javaScriptEnabled: false })
    await register(page)
    expect(await useButton(page).isVisible()).toBe(false)
    expect(await page.locator('use-client noscript').textContent()).toContain('yourself')
  })

  it.each([
    ['en-US', 'light', 1280],
    ['ja-JP', 'dark', 360],
  ] as const)('has no violation of axe (%s, %s, %i)', async (locale, colorScheme, width) => {
    const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
    await register(page, locale === 'ja-JP' ? '/ja' : '')
    await useButton(page).click()
    await says(page, 'used').waitFor()
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
