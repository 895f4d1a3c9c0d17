import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations, stored } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const field = (page: Page, name: string) => page.locator(`main [name=${name}]`)
const finding = (page: Page, code: string) => page.locator(`[data-finding=${code}]:visible`)
const send = (page: Page) => page.locator('main form button.g-button').last()

describe('Check my Google client', () => {
  it('says what is wrong while it is typed', async () => {
    const page = await site.openPage()
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
      const page = await site.openPage({ javaScriptEnabled })
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
    const page = await site.openPage()
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
    const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
    await page.goto(`${locale === 'ja-JP' ? '/ja' : ''}/lab/google-client/`)
    await field(page, 'client_id').fill(secret)
    await field(page, 'client_secret').fill(` ${secret}`)
    await finding(page, 'blank_around').waitFor()
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
