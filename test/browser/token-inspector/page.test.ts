import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations } from '../../support/browser.ts'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import { openInspector, paste, run, unsigned, useExample, words } from './inspector-page.ts'

const site = siteInBrowser()

describe('the script of the inspector', () => {
  it('is loaded at the first use', async () => {
    const page = await site.openPage()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.goto('/concepts/id-token/')
    await page.locator('token-inspector').scrollIntoViewIfNeeded()
    expect(loaded.some((url) => /\/inspector\.[^/]*\.js/.test(url))).toBe(false)
    await useExample(page, 'en')
    expect(loaded.some((url) => /\/inspector\.[^/]*\.js/.test(url))).toBe(true)
  })

  it('says so where it cannot be loaded', async () => {
    const page = await openInspector(site, 'en')
    await page.route(/\/inspector\.[^/]*\.js/, (route) => route.abort())
    await page.getByRole('button', { name: words.en.example }).click()
    await page.getByText(/inspector could not be loaded/).waitFor()
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the page about ID tokens in %s, %s, %i px wide', (language, colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 800 } }

  async function expectGood(page: Page): Promise<void> {
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  }

  it('has no violation of axe and no sideways scroll', async () => {
    await expectGood(await openInspector(site, language, options))
  })

  it('nor has it with an example that was checked', async () => {
    const page = await openInspector(site, language, options)
    await useExample(page, language)
    await run(page, language)
    await expectGood(page)
  })

  it('nor with a token that was refused, and a warning', async () => {
    const page = await openInspector(site, language, options)
    await paste(page, unsigned({ iss: 'https://accounts.google.com', exp: 'soon', x: { y: [1] } }))
    await page.locator('[data-warning=google]').waitFor()
    await run(page, language)
    await expectGood(page)
  })

  it('nor has the list of claims', async () => {
    const { prefix, locale } = words[language]
    const page = await site.openPage({ ...options, locale })
    await page.goto(`${prefix}/reference/claims/`)
    await expectGood(page)
  })
})
