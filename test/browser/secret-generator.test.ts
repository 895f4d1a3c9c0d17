import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type PageOptions, expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const words = {
  en: {
    path: '/concepts/secrets/',
    locale: 'en-US',
    make: 'Make a secret',
    another: 'Make another',
    copy: 'Copy the secret',
    base64url: 'Base64url, 44 characters',
    noScript: 'Without JavaScript this page cannot make a secret',
  },
  ja: {
    path: '/ja/concepts/secrets/',
    locale: 'ja-JP',
    make: '乱数を作る',
    another: 'もう1つ作る',
    copy: '乱数をコピー',
    base64url: 'Base64url、44文字',
    noScript: 'JavaScriptがないと、このページでは作れません',
  },
} as const

async function open(language: keyof typeof words, options: PageOptions = {}): Promise<Page> {
  const { locale, path } = words[language]
  const page = await site.openPage({ ...options, locale })
  await page.goto(path)
  return page
}

const secretOf = (page: Page) => page.locator('secret-generator [data-secret]').textContent()

describe.each(['en', 'ja'] as const)('the secret generator in %s', (language) => {
  const { make, another, copy, base64url, noScript } = words[language]

  it('shows nothing until it is asked, then another secret for each press', async () => {
    const page = await open(language)
    expect(await secretOf(page)).toBe('')
    await page.getByRole('button', { name: make }).click()
    const first = await secretOf(page)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    await page.getByRole('button', { name: another }).click()
    const second = await secretOf(page)
    expect(second).toMatch(/^[0-9a-f]{64}$/)
    expect(second).not.toBe(first)
  })

  it('copies what it shows', async () => {
    const page = await open(language)
    await page.getByRole('button', { name: make }).click()
    await page.getByRole('button', { name: copy }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await secretOf(page))
  })

  it('takes a shown secret away when the format changes', async () => {
    const page = await open(language)
    await page.getByRole('button', { name: make }).click()
    await page.getByRole('radio', { name: base64url }).check()
    expect(await secretOf(page)).toBe('')
    await page.getByRole('button', { name: make }).click()
    expect(await secretOf(page)).toMatch(/^[A-Za-z0-9_-]{43}=$/)
  })

  it('works by keyboard alone', async () => {
    const page = await open(language)
    await page.locator('secret-generator input:checked').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await secretOf(page)).toMatch(/^[A-Za-z0-9_-]{43}=$/)
  })

  it('says without JavaScript what to do instead', async () => {
    const page = await open(language, { javaScriptEnabled: false })
    // Playwright does not look for text inside <noscript>.
    const sentence = page.locator('secret-generator > noscript > p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain(noScript)
    expect(await page.getByRole('button', { name: make }).isVisible()).toBe(false)
  })
})

describe('a secret that was made', () => {
  it('is gone when somebody comes back to the page', async () => {
    const page = await open('en')
    await page.getByRole('button', { name: words.en.make }).click()
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
    expect(await secretOf(page)).toBe('')
    expect(await page.locator('secret-generator copy-button').getAttribute('data-text')).toBe('')
    await page.getByRole('button', { name: words.en.make }).click()
    await page.goto('/demo/')
    await page.goBack()
    expect(await secretOf(page)).toBe('')
  })

  it('is neither sent nor stored', async () => {
    const page = await open('en')
    // The search of the page loads its own script when the browser has time.
    await page.waitForLoadState('networkidle')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    await page.getByRole('button', { name: words.en.make }).click()
    const secret = await secretOf(page)
    await page.getByRole('button', { name: words.en.copy }).click()
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    )
    expect(kept).not.toContain(secret)
    expect(sent).toEqual([])
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the page about secrets in %s, %s, %i px wide', (language, colorScheme, width) => {
  it('has no violation of axe and no sideways scroll', async () => {
    const page = await open(language, { colorScheme, viewport: { width, height: 800 } })
    await page.getByRole('button', { name: words[language].make }).click()
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
