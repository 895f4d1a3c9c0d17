import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const paths = [
  ...['/', '/demo/', '/guide/streamlit/', '/guide/troubleshooting/', '/nowhere/'],
  ...['/lab/console/', '/lab/scopes/', '/lab/google-client/', '/lab/errors/invalid_client/'],
]

/** The pages of a login, each handed over as it stands open. */
async function walkLogin(page: Page, prefix: string, look: (page: Page) => Promise<void>) {
  await page.goto(`${prefix}/demo/`)
  await page.locator('form[action="/auth/login"] button').first().click()
  await page.locator('button[name=account]').first().waitFor()
  await look(page)
  await page.locator('button[name=account]').first().click()
  await page.locator('button[value=agree]').waitFor()
  await look(page)
  await page.locator('button[value=agree]').click()
  await page.locator('login-flow').waitFor()
  await look(page)
  await page.goto('/auth/callback/practice?code=x&state=y')
  await page.locator('main[data-error]').waitFor()
  await look(page)
  await page.goto('/practice/o/oauth2/v2/auth?client_id=nobody&response_type=code')
  await page.locator('main[data-practice-error]').waitFor()
  await look(page)
}

async function expectGood(page: Page): Promise<void> {
  await expectNoAxeViolations(page)
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: innerWidth,
  }))
  expect(scroll, `sideways scroll on ${page.url()}`).toBeLessThanOrEqual(width)
}

describe.each([
  ['en', 'light', 1280],
  ['en', 'dark', 360],
  ['ja', 'light', 360],
  ['ja', 'dark', 1280],
] as const)('pages in %s, %s, %i px wide', (language, colorScheme, width) => {
  const locale = language === 'ja' ? 'ja-JP' : 'en-US'
  const prefix = language === 'ja' ? '/ja' : ''
  const open = () => site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })

  it.each(paths)('%s has no violation of axe and no sideways scroll', async (path) => {
    const page = await open()
    await page.goto(prefix + path)
    await expectGood(page)
  })

  it('nor has any page of a login', async () => {
    await walkLogin(await open(), prefix, expectGood)
  })
})

describe('the header', () => {
  // The order of the style sheets differs from page to page; what they say must not.
  it('looks the same on every kind of page', async () => {
    const page = await site.openPage()
    const looks: string[] = []
    for (const path of ['/demo/', '/', '/ja/', '/lab/tamper/', '/guide/']) {
      await page.goto(path)
      const look = await page
        .locator('header a.language')
        .first()
        .evaluate((link) => {
          const { color, textDecorationLine, fontSize, lineHeight } = getComputedStyle(link)
          return [color, textDecorationLine, fontSize, lineHeight].join(' ')
        })
      looks.push(look)
    }
    expect(new Set(looks).size, looks.join('\n')).toBe(1)
  })
})

describe('the guide', () => {
  it.each(['', '/ja'])('copies secrets.toml exactly (%s/guide/streamlit/)', async (prefix) => {
    const page = await site.openPage()
    await page.goto(`${prefix}/guide/streamlit/`)
    const block = page.locator('figure', { hasText: 'cookie_secret' }).filter({ hasText: '[auth]' })
    await block.first().getByRole('button').click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const sample = new URL(
      '../../samples/streamlit/.streamlit/secrets.example.toml',
      import.meta.url,
    )
    expect(copied.trimEnd()).toBe(readFileSync(sample, 'utf8').trimEnd())
  })

  it('has a copy button on every code block', async () => {
    const page = await site.openPage()
    await page.goto('/guide/streamlit/')
    const blocks = page.locator('.expressive-code figure:visible')
    const count = await blocks.count()
    expect(count).toBeGreaterThan(5)
    for (let index = 0; index < count; index += 1) {
      expect(await blocks.nth(index).getByRole('button').count()).toBe(1)
    }
  })

  it('can be searched', async () => {
    const page = await site.openPage()
    await page.goto('/guide/streamlit/')
    await page.keyboard.press('Control+k')
    await page.locator('site-search').getByRole('textbox').fill('redirect_uri')
    await page.locator('.pagefind-ui__result-link').first().waitFor()
  })
})

describe('the languages', () => {
  it('offer Japanese to a browser that prefers it, and lead nobody there', async () => {
    const page = await site.openPage({ locale: 'ja-JP' })
    await page.goto('/guide/streamlit/')
    expect(new URL(page.url()).pathname).toBe('/guide/streamlit/')
    await page.locator('language-offer a').click()
    await page.waitForURL('**/ja/guide/streamlit/')
    const english = await site.openPage({ locale: 'en-US' })
    await english.goto('/guide/streamlit/')
    expect(await english.locator('language-offer a').isVisible()).toBe(false)
  })

  it('lead to the same page in the other language', async () => {
    const page = await site.openPage()
    await page.goto('/demo/')
    await page.locator('header a[hreflang=ja]').click()
    await page.waitForURL('**/ja/demo/')
    await page.locator('header a[hreflang=en]').click()
    await page.waitForURL(/:\d+\/demo\/$/)
  })
})

describe('the theme', () => {
  it('follows the system, then the reader’s choice, on every kind of page', async () => {
    const page = await site.openPage({ colorScheme: 'dark' })
    const theme = () => page.locator('html').getAttribute('data-theme')
    await page.goto('/demo/')
    expect(await theme()).toBe('dark')
    await page.evaluate(() => localStorage.setItem('starlight-theme', 'light'))
    for (const path of ['/', '/demo/', '/guide/streamlit/']) {
      await page.goto(path)
      expect(await theme()).toBe('light')
    }
  })
})
