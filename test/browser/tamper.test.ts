import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { type PageOptions, expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const count = idTokenCheckNames.length
const words = {
  en: {
    locale: 'en-US',
    path: '/lab/tamper/',
    believed: new RegExp(`Believed: ${count} checks, none failed`),
    judge: 'Judge this token',
    lie: 'Another app’s token',
    caught: /Refused: the check “Audience” caught it/,
    next: 'Two audiences',
    link: 'Open the tamper bench',
  },
  ja: {
    locale: 'ja-JP',
    path: '/ja/lab/tamper/',
    believed: new RegExp(`${count}個の検証に失敗なし`),
    judge: 'このトークンを判定する',
    lie: '別のアプリのトークン',
    caught: /「宛先」の検証が見破りました/,
    next: '宛先が2つ',
    link: 'トークン改ざん実験台を開く',
  },
} as const

/** The bench after the login that it offers. */
async function openBench(language: keyof typeof words, options: PageOptions = {}): Promise<Page> {
  const { locale, path, believed } = words[language]
  const page = await site.openPage({ ...options, locale })
  await page.goto(path)
  await page.locator('form[action="/auth/login"] button').click()
  await page.getByRole('button', { name: /山田太郎/ }).click()
  await page.locator('button[value=agree]').click()
  await page.getByRole('heading', { name: believed }).waitFor()
  expect(new URL(page.url()).pathname).toBe(path)
  return page
}

async function expectGood(page: Page): Promise<void> {
  await expectNoAxeViolations(page)
  const [scroll, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    innerWidth,
  ])
  expect(scroll).toBeLessThanOrEqual(Number(width))
}

describe.each(['en', 'ja'] as const)('the tamper bench in %s', (language) => {
  const { judge, lie, caught, next, link, believed } = words[language]

  it('judges a lie in place and moves the focus to the verdict', async () => {
    const page = await openBench(language)
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('framenavigated', () => problems.push('the page was left'))
    await page.getByRole('radio', { name: lie, exact: true }).check()
    await page.getByRole('button', { name: judge }).click()
    const verdict = page.getByRole('heading', { name: caught })
    await verdict.waitFor()
    expect(await verdict.evaluate((heading) => heading === document.activeElement)).toBe(true)
    // Times of the new answer are the reader's own, as on the page that was loaded.
    expect(await page.locator('[data-answer] time').first().innerText()).not.toContain('UTC')
    expect(problems).toEqual([])
  })

  it('can be worked by keyboard alone', async () => {
    const page = await openBench(language)
    await page.locator('#choose').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator(':focus').getAttribute('value')).toBe('audience')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: caught }).waitFor()
    await page.getByRole('radio', { name: next, exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe(judge)
    await page.keyboard.press('Enter')
    await page.locator('#answer[data-choice=audiences]:focus').waitFor()
  })

  it('works without JavaScript', async () => {
    const page = await openBench(language, { javaScriptEnabled: false })
    await page.getByRole('radio', { name: lie, exact: true }).check()
    await page.getByRole('button', { name: judge }).click()
    await page.getByRole('heading', { name: caught }).waitFor()
    expect(new URL(page.url()).hash).toBe('#answer')
    expect(await page.getByRole('radio', { name: lie, exact: true }).isChecked()).toBe(true)
  })

  it('is linked from the demo page', async () => {
    const page = await openBench(language)
    await page.goto(language === 'ja' ? '/ja/demo/' : '/demo/')
    await page.getByRole('link', { name: link }).click()
    await page.getByRole('heading', { name: believed }).waitFor()
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the tamper bench in %s, %s, %i px wide', (language, colorScheme, width) => {
  it('has no violation of axe and no sideways scroll', async () => {
    const viewport = { width, height: 800 }
    const { locale, path } = words[language]
    const signedOut = await site.openPage({ locale, colorScheme, viewport })
    await signedOut.goto(path)
    await expectGood(signedOut)
    const page = await openBench(language, { colorScheme, viewport })
    await expectGood(page)
    for (const lie of ['header_jwk', 'expired', 'not_a_jwt', 'five_parts']) {
      await page.locator(`input[value=${lie}]`).check()
      await page.locator('tamper-bench form button').click()
      await page.locator(`#answer[data-choice=${lie}]`).waitFor()
      await expectGood(page)
    }
  })
})

describe('a login that ends while somebody is at the bench', () => {
  it('leads to the offer of a new one', async () => {
    const page = await openBench('en')
    await page.context().clearCookies()
    await page.locator('tamper-bench form button').click()
    await page.locator('form[action="/auth/login"]').waitFor()
  })
})
