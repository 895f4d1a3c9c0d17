import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type PageOptions, expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const words = {
  en: {
    locale: 'en-US',
    path: '/guide/troubleshooting/',
    label: 'Paste the error message',
    all: 'Show all entries',
    none: 'No entry fits this text',
    one: /^1 of \d+ entries fits$/,
    own: [['logged out after a deploy', 'everybody-is-logged-out-after-a-deploy']],
  },
  ja: {
    locale: 'ja-JP',
    path: '/ja/guide/troubleshooting/',
    label: 'エラーメッセージを貼り付ける',
    all: 'すべての項目を表示',
    none: '当てはまる項目がありません',
    one: /^\d+件のうち1件が当てはまります$/,
    own: [
      ['デプロイすると全員ログアウトする', 'デプロイするたびに全員がログアウトする'],
      ['エラー 400: redirect_uri_mismatch', 'redirect_uri_mismatch'],
    ],
  },
} as const

/** What people paste, and the id of the entry that must come first. */
const pasted = [
  ['Error 400: redirect_uri_mismatch', 'redirect_uri_mismatch'],
  ['http://localhost:8501/oauth2callback?error=access_denied&state=x', 'access_denied'],
  ['Access blocked: this app has not completed the Google verification process', 'access_denied'],
  ['Error 401: invalid_client The OAuth client was not found.', 'invalid_client'],
  [
    '{"error": "invalid_request", "error_description": "client_secret is missing."}',
    'invalid_request',
  ],
  ['{\n  "error": "invalid_grant",\n  "error_description": "Bad Request"\n}', 'invalid_grant'],
  ['Error 403: disallowed_useragent', 'disallowed_useragent'],
  [
    '2026-11-22 10:00:00.000 Missing provider for OAuth callback; this often indicates a stale or replayed callback (for example, from browser back/forward navigation).',
    /^back-in-the-app|^アプリに戻った/,
  ],
  [
    "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n    if not st.experimental_user.is_logged_in:\nAttributeError: module 'streamlit' has no attribute 'experimental_user'",
    'has-no-attribute-experimental_user',
  ],
  ['AttributeError: st.user has no attribute "is_logged_in".', 'has-no-attribute-is_logged_in'],
  [
    'streamlit.errors.StreamlitAuthError: Authentication credentials in `.streamlit/secrets.toml` for the authentication provider "google" are missing the following keys: [\'client_id\']. Please check your configuration.',
    'missing-the-following-keys',
  ],
  ['state mismatch', 'state_mismatch'],
  ['{"error":{"code":"id_token_invalid","checks":["audience"]}}', 'id_token_invalid'],
] as const

async function openSearch(language: keyof typeof words, options: PageOptions = {}): Promise<Page> {
  const { locale, path } = words[language]
  const page = await site.openPage({ ...options, locale })
  await page.goto(path)
  return page
}

const found = (page: Page) => page.locator('[data-found] [data-error-entry] h3')
const isSearched = (page: Page) => page.locator('[data-searched]')

describe.each(['en', 'ja'] as const)('the message search in %s', (language) => {
  const w = words[language]

  it('puts the right entry first', async () => {
    const page = await openSearch(language)
    for (const [text, id] of [...pasted, ...w.own]) {
      await page.getByLabel(w.label).fill('')
      await isSearched(page).waitFor({ state: 'detached' })
      await page.getByLabel(w.label).fill(text)
      await isSearched(page).waitFor()
      const first = await found(page).first().getAttribute('id')
      if (typeof id === 'string') expect(first, text).toBe(id)
      else expect(first, text).toMatch(id)
    }
  })

  it('hides the rest, says how many fit, and shows all again', async () => {
    const page = await openSearch(language)
    const order = () => page.locator('h2[id], h3[id]').evaluateAll((all) => all.map(({ id }) => id))
    const before = await order()
    await page.getByLabel(w.label).fill('disallowed_useragent')
    await page.getByRole('status').filter({ hasText: w.one }).waitFor()
    expect(await page.locator('h3:visible').count()).toBe(1)
    expect(await page.locator('main .sl-markdown-content h2[id]:visible').count()).toBe(0)
    await page.getByRole('button', { name: w.all }).click()
    await isSearched(page).waitFor({ state: 'detached' })
    expect(await order()).toEqual(before)
    expect(await page.getByLabel(w.label).inputValue()).toBe('disallowed_useragent')
    expect(await page.locator(':focus').getAttribute('id')).toBe('message-search')
  })

  it('says what to do where nothing fits', async () => {
    const page = await openSearch(language)
    await page.getByLabel(w.label).fill('ModuleNotFoundError: No module named pandas')
    await page.getByRole('status').filter({ hasText: w.none }).waitFor()
    expect(await page.locator('[data-nothing] li:visible').count()).toBe(3)
    expect(await page.locator('h3:visible').count()).toBe(0)
  })

  it('gives way to a link to a hidden entry', async () => {
    const page = await openSearch(language)
    await page.getByLabel(w.label).fill('disallowed_useragent')
    await isSearched(page).waitFor()
    await page.locator('starlight-toc a[href="#invalid_grant"]').click()
    await isSearched(page).waitFor({ state: 'detached' })
    await page.locator('#invalid_grant').waitFor()
  })

  it('leaves the doctor in working order where it finds it', async () => {
    const page = await openSearch(language)
    await page.getByLabel(w.label).fill('redirect_uri_mismatch')
    await page.locator('[data-found] [data-example]').first().click()
    await page.locator('[data-found] [data-notice][data-kind=mismatch]').waitFor()
    expect(await isSearched(page).count()).toBe(1)
  })

  it('leaves the page whole without JavaScript', async () => {
    const page = await openSearch(language, { javaScriptEnabled: false })
    expect(await page.getByLabel(w.label).isVisible()).toBe(false)
    await page.locator('message-search noscript p').waitFor()
    expect(await page.locator('[data-error-entry] h3:visible').count()).toBeGreaterThan(30)
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the message search in %s, %s, %i px wide', (language, colorScheme, width) => {
  it('has no violation of axe and no sideways scroll', async () => {
    const page = await openSearch(language, { colorScheme, viewport: { width, height: 800 } })
    for (const text of ['invalid_grant', 'pandas']) {
      await page.getByLabel(words[language].label).fill(text)
      await isSearched(page).waitFor()
      await expectNoAxeViolations(page)
      const [scroll, inner] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        innerWidth,
      ])
      expect(scroll).toBeLessThanOrEqual(Number(inner))
    }
  })
})
