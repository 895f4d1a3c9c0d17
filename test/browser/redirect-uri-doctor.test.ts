import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type PageOptions, expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const words = {
  en: {
    locale: 'en-US',
    path: '/guide/troubleshooting/',
    registered: 'Registered in the console',
    sent: 'Sent by the app',
    example: 'Example: a missing colon',
    clear: 'Clear both fields',
    copy: 'Copy this address',
    mismatch: 'Not the same: Google answers redirect_uri_mismatch',
    match: 'The same, character for character',
    colon: /The colon before the port is missing/,
    loopback: /localhost, 127.0.0.1 and \[::1\] all mean this machine/,
    slash: /One ends with a slash/,
    tooLong: /longer than 8,192 characters/,
    noAddress: /There is no address in the field “Sent by the app”/,
    waiting: /Fill in both fields/,
  },
  ja: {
    locale: 'ja-JP',
    path: '/ja/guide/troubleshooting/',
    registered: 'コンソールに登録したURI',
    sent: 'アプリが送ったURI',
    example: '例：コロンの抜け',
    clear: '両方の欄を空にする',
    copy: 'このURIをコピー',
    mismatch: '違います。Googleはredirect_uri_mismatchを返します',
    match: '一字一句同じです',
    colon: /ポート番号の前のコロンがありません/,
    loopback: /127.0.0.1、\[::1\]はどれも手元のマシン/,
    slash: /末尾のスラッシュが片方にしかありません/,
    tooLong: /8,192字を超える/,
    noAddress: /「アプリが送ったURI」の欄に、URIが見つかりません/,
    waiting: /両方の欄に入れると/,
  },
} as const

const right = 'http://localhost:8501/oauth2callback'

async function openDoctor(language: keyof typeof words, options: PageOptions = {}) {
  const { locale, path } = words[language]
  const page = await site.openPage({ ...options, locale })
  await page.goto(path)
  return page
}

const notice = (page: Page, text: string | RegExp) =>
  page.locator('redirect-uri-doctor [data-notice]').filter({ hasText: text })
const causes = (page: Page) => page.locator('redirect-uri-doctor [data-cause]:visible')

describe.each(['en', 'ja'] as const)('the redirect-URI doctor in %s', (language) => {
  const w = words[language]

  it('finds the missing colon of the example, and copies the right address', async () => {
    const page = await openDoctor(language)
    await page.getByRole('button', { name: w.example }).click()
    await notice(page, w.mismatch).waitFor()
    expect(await page.locator('[data-row=sent] ins').allInnerTexts()).toEqual([':'])
    expect(await page.locator('[data-row=registered] del').count()).toBe(0)
    expect(await page.locator('[data-row=registered] .gap').count()).toBe(1)
    expect(await causes(page).allInnerTexts()).toEqual([expect.stringMatching(w.colon)])
    await page.getByRole('button', { name: w.copy }).click()
    await page.locator('redirect-uri-doctor copy-button [role=status]:not(:empty)').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(right)
  })

  it('reads what is typed, names several causes at once and sees when all is well', async () => {
    const page = await openDoctor(language)
    const requests: string[] = []
    await page.getByLabel(w.registered).fill('http://127.0.0.1:8501/oauth2callback/')
    page.on('request', (request) => requests.push(request.url()))
    await page
      .getByLabel(w.sent)
      .fill(`Request details: redirect_uri=${right} flowName=GeneralOAuthFlow`)
    await notice(page, w.mismatch).waitFor()
    expect(await causes(page).allInnerTexts()).toEqual([
      expect.stringMatching(w.loopback),
      expect.stringMatching(w.slash),
    ])
    await page.getByLabel(w.registered).fill(`https://app.example.com/\n${right}`)
    await notice(page, w.match).waitFor()
    expect(await page.locator('redirect-uri-doctor :is(ins, del)').count()).toBe(0)
    // Its own script comes when it is first used; no request says what was typed.
    expect(requests.filter((url) => !/\/_astro\/[\w.-]+\.js$/.test(url))).toEqual([])
    expect(page.url()).not.toContain('8501')
  })

  it('shows blanks', async () => {
    const page = await openDoctor(language)
    await page.getByLabel(w.registered).fill(`${right} `)
    await page.getByLabel(w.sent).fill(right)
    await notice(page, w.mismatch).waitFor()
    expect(await page.locator('[data-row=registered] del').innerText()).toBe('␣')
  })

  it('says what it cannot read, and keeps what was typed', async () => {
    const page = await openDoctor(language)
    await page.getByLabel(w.registered).fill(right)
    await page.getByLabel(w.sent).fill('redirect_uri_mismatch')
    await notice(page, w.noAddress).waitFor()
    const long = `${right}\n`.repeat(300)
    await page.getByLabel(w.sent).fill(long)
    await notice(page, w.tooLong).waitFor()
    expect(await page.getByLabel(w.sent).inputValue()).toBe(long)
    // An example would take the place of that.
    expect(await page.getByRole('button', { name: w.example }).isVisible()).toBe(false)
  })

  it('can be worked by keyboard alone', async () => {
    const page = await openDoctor(language)
    await page.getByRole('button', { name: w.example }).focus()
    await page.keyboard.press('Enter')
    await notice(page, w.mismatch).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe(w.clear)
    await page.keyboard.press('Space')
    await notice(page, w.waiting).waitFor()
    expect(await page.locator(':focus').getAttribute('id')).toBe('doctor-registered')
  })

  it('lists the causes without JavaScript', async () => {
    const page = await openDoctor(language, { javaScriptEnabled: false })
    expect(await page.getByLabel(w.registered).isVisible()).toBe(false)
    await page.locator('redirect-uri-doctor noscript li').filter({ hasText: w.colon }).waitFor()
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the doctor in %s, %s, %i px wide', (language, colorScheme, width) => {
  it('has no violation of axe and no sideways scroll, and both rows end alike', async () => {
    const page = await openDoctor(language, { colorScheme, viewport: { width, height: 800 } })
    const { registered, sent, mismatch } = words[language]
    await page.getByLabel(registered).fill(`http://127.0.0.1:80/${'oauth2callback'.repeat(9)}/ *`)
    await page.getByLabel(sent).fill(`http://localhost8501/${'oauth2callback'.repeat(9)}#x`)
    await notice(page, mismatch).waitFor()
    await expectNoAxeViolations(page)
    const [scroll, inner] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
    ])
    expect(scroll).toBeLessThanOrEqual(Number(inner))
    const heights = await page
      .locator('[data-row]')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))
    expect(heights[0]).toBe(heights[1])
  })
})
