import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import google from '../../src/lib/metadata/google-metadata.json' with { type: 'json' }
import { expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const refresh = '**/lab/google-metadata'
const words = {
  en: {
    locale: 'en-US',
    path: '/concepts/metadata/',
    button: 'Fetch Google’s document now',
    unchanged: 'Fetched. Nothing differs from the copy of August 7, 2026.',
    changed: /^Fetched. 3 fields differ/,
    unreachable: /could not reach Google/,
    invalid: /not Google’s document/,
    away: /did not let the request through/,
    failed: /practice provider did not answer/,
    unexplained: 'Not explained here',
    read: 'what Streamlit reads',
    difference: 'what differs',
    static: 'the practice provider’s document',
  },
  ja: {
    locale: 'ja-JP',
    path: '/ja/concepts/metadata/',
    button: 'Googleの文書を今取得する',
    unchanged: '取得しました。2026年8月7日の写しとの違いはありません。',
    changed: /^取得しました。.*3個/,
    unreachable: /Googleに届きませんでした/,
    invalid: /Googleの文書ではないもの/,
    away: /リクエストを受け付けませんでした/,
    failed: /練習用プロバイダーから応答がない/,
    unexplained: 'ここに説明がないもの',
    read: 'Streamlitが読むもの',
    difference: '違いがあるもの',
    static: '練習用プロバイダーの文書',
  },
} as const

const field = (page: Page, name: string) => page.locator(`li[data-field=${name}]`)

async function openExplorer(language: keyof typeof words): Promise<Page> {
  const { locale, path } = words[language]
  const page = await site.openPage({ locale })
  await page.goto(path)
  await comeNear(page)
  await page.locator('li[data-comparison]').first().waitFor()
  return page
}

/** All of the explorer's beginning is on the screen, wherever the machine's letters end. */
const tall = { width: 1280, height: 1440 }

const comeNear = (page: Page) => page.locator('metadata-explorer').scrollIntoViewIfNeeded()

describe.each(['en', 'ja'] as const)('the metadata explorer in %s', (language) => {
  const text = words[language]

  it.each(['the pointer', 'a key'])(
    'begins with %s where it is on the screen at once',
    async (act) => {
      const page = await site.openPage({ locale: text.locale, viewport: tall })
      await page.goto(text.path, { waitUntil: 'networkidle' })
      expect(await page.locator('li[data-comparison]').count()).toBe(0)
      await (act === 'a key' ? page.keyboard.press('Tab') : page.mouse.move(200, 200))
      await page.locator('li[data-comparison]').first().waitFor()
    },
  )

  it('begins without an act where the page was scrolled before its scripts came', async () => {
    const page = await site.openPage({ locale: text.locale })
    const scrolled = Promise.withResolvers<undefined>()
    await page.route('**/_astro/*.js', async (route) => {
      await scrolled.promise
      await route.continue()
    })
    await page.goto(text.path, { waitUntil: 'commit' })
    await page.locator('metadata-explorer').evaluate(
      (explorer) =>
        new Promise((resolve) => {
          addEventListener('scroll', resolve, { once: true })
          explorer.scrollIntoView()
        }),
    )
    scrolled.resolve(undefined)
    await page.locator('li[data-comparison]').first().waitFor()
  })

  it('puts the practice provider’s document beside Google’s', async () => {
    const page = await openExplorer(language)
    const issuer = field(page, 'issuer')
    expect(await issuer.locator('[data-value=google]').innerText()).toBe(google.document.issuer)
    expect(await issuer.locator('[data-value=practice]').innerText()).toBe(`${site.url}/practice`)
    const comparison = (name: string) => field(page, name).getAttribute('data-comparison')
    expect(await comparison('scopes_supported')).toBe('same')
    expect(await comparison('code_challenge_methods_supported')).toBe('differs')
    expect(await comparison('device_authorization_endpoint')).toBe('google_only')
    expect(await comparison('ui_locales_supported')).toBe('practice_only')
    expect(await comparison('end_session_endpoint')).toBe('neither')
    expect(await page.getByText(text.unexplained, { exact: true }).isVisible()).toBe(false)
  })

  it('shows what an app reads, and what differs', async () => {
    const page = await openExplorer(language)
    const visible = () => page.locator('li[data-field]').filter({ visible: true }).count()
    await page.getByRole('radio', { name: text.read }).check()
    expect(await visible()).toBe(7)
    await page.getByRole('radio', { name: text.difference }).check()
    expect(await field(page, 'scopes_supported').isVisible()).toBe(false)
    expect(await field(page, 'end_session_endpoint').isVisible()).toBe(false)
    expect(await field(page, 'issuer').isVisible()).toBe(true)
  })

  it('shows what changed at Google since the copy, and what it cannot explain', async () => {
    const page = await openExplorer(language)
    const status = page.locator('[data-status]')
    const answer = (document: object) => (route: { fulfill: (with_: object) => Promise<void> }) =>
      route.fulfill({ json: { document, fetchedAt: Date.now() } })
    await page.route(refresh, answer(google.document))
    await page.getByRole('button', { name: text.button }).click()
    await status.getByText(text.unchanged).waitFor()
    await page.unroute(refresh)

    const { claims_supported, ...others } = google.document
    expect(claims_supported).toContain('sub')
    const token_endpoint = 'https://oauth2.googleapis.com/token2'
    await page.route(refresh, answer({ ...others, token_endpoint, brand_new: '<b>new</b>' }))
    await page.getByRole('button', { name: text.button }).click()
    await status.getByText(text.changed).waitFor()
    const changes = page.locator('[data-changes] li code')
    expect(await changes.allInnerTexts()).toEqual([
      'brand_new',
      'claims_supported',
      'token_endpoint',
    ])
    await page.getByText(text.unexplained, { exact: true }).waitFor()
    expect(await field(page, 'brand_new').locator('[data-value=google]').innerText()).toBe(
      '<b>new</b>',
    )
    expect(await field(page, 'token_endpoint').innerText()).toContain(token_endpoint)
    expect(await page.locator('[data-raw=google]').textContent()).toContain('brand_new')
    await expectNoAxeViolations(page)
  })

  it.each([
    [502, 'provider_unreachable', text.unreachable],
    [502, 'discovery_invalid', text.invalid],
    [429, 'rate_limited', text.away],
  ])('keeps the copy where Google cannot be had (%i, %s)', async (status, code, message) => {
    const page = await openExplorer(language)
    await page.route(refresh, (route) => route.fulfill({ status, json: { error: { code } } }))
    await page.getByRole('button', { name: text.button }).click()
    await page.locator('[data-status]').getByText(message).waitFor()
    expect(await field(page, 'issuer').locator('[data-value=google]').innerText()).toBe(
      google.document.issuer,
    )
  })

  it('goes on with Google’s alone where the practice provider does not answer', async () => {
    const page = await site.openPage({ locale: text.locale })
    await page.route('**/practice/.well-known/openid-configuration', (route) => route.abort())
    await page.goto(text.path)
    await comeNear(page)
    await page.locator('[data-practice-status]').getByText(text.failed).waitFor()
    expect(await field(page, 'issuer').innerText()).toContain(google.document.issuer)
    expect(await field(page, 'ui_locales_supported').isVisible()).toBe(false)
  })

  it('explains Google’s copy without JavaScript', async () => {
    const page = await site.openPage({ locale: text.locale, javaScriptEnabled: false })
    await page.goto(text.path)
    for (const name of Object.keys(google.document)) {
      expect(await field(page, name).isVisible(), name).toBe(true)
    }
    expect(await page.getByRole('button', { name: text.button }).isVisible()).toBe(false)
    expect(await field(page, 'ui_locales_supported').isVisible()).toBe(false)
    expect(await field(page, 'issuer').locator('.practice').isVisible()).toBe(false)
    const link = page.getByRole('link', { name: text.static })
    expect(await link.getAttribute('href')).toBe('/practice/.well-known/openid-configuration')
    await page.getByRole('radio', { name: text.read }).check()
    expect(await field(page, 'scopes_supported').isVisible()).toBe(false)
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the explorer in %s, %s, %i px wide', (language, colorScheme, width) => {
  it('has no violation of axe and no sideways scroll', async () => {
    const { locale, path } = words[language]
    const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
    await page.goto(path)
    await comeNear(page)
    await page.locator('li[data-comparison]').first().waitFor()
    for (const details of await page.locator('metadata-explorer summary').all()) {
      await details.click()
    }
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  })
})
