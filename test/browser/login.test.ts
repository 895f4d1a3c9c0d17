import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const words = {
  en: {
    locale: 'en-US',
    demo: '/demo/',
    logIn: 'Log in as a practice person',
    agree: 'Agree and go back to the app',
    cancel: 'Cancel',
    greeting: 'Hello, 山田太郎!',
    logOut: 'Log out',
  },
  ja: {
    locale: 'ja-JP',
    demo: '/ja/demo/',
    logIn: '練習用の人物でログインする',
    agree: '同意してアプリに戻る',
    cancel: 'キャンセル',
    greeting: 'こんにちは、山田太郎さん!',
    logOut: 'ログアウト',
  },
} as const
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function logIn(page: Page, language: keyof typeof words): Promise<void> {
  const { demo, logIn, agree, greeting } = words[language]
  await page.goto(demo)
  await button(page, logIn).click()
  await page.getByRole('button', { name: /山田太郎/ }).click()
  await button(page, agree).click()
  await page.getByRole('heading', { level: 1, name: greeting }).waitFor()
}

describe.each(['en', 'ja'] as const)('a login in %s', (language) => {
  const { locale, demo, agree, cancel, greeting, logOut, logIn: start } = words[language]

  it('takes three clicks from the home page and shows what happened', async () => {
    const page = await site.openPage({ locale })
    await page.goto(language === 'ja' ? '/ja/' : '/')
    await button(page, start).click()
    await page.getByRole('button', { name: /山田太郎/ }).click()
    await button(page, agree).click()
    await page.getByRole('heading', { level: 1, name: greeting }).waitFor()
    expect(new URL(page.url()).pathname).toBe(demo)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    const session = await page.evaluate(
      async () => (await fetch('/auth/session')).json() as unknown,
    )
    expect(session).toMatchObject({
      signedIn: true,
      checks: expect.arrayContaining([]) as unknown[],
    })
    const { checks, claims } = session as { checks: object[]; claims: object }
    expect(checks).toEqual(
      idTokenCheckNames.map((name) => expect.objectContaining({ name, ok: true }) as object),
    )
    const raw = await page.locator('[data-raw]').innerText()
    const payload = raw.replace(/\s/g, '').split('.')[1] ?? ''
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(claims)
  })

  it('can be cancelled, and begun again', async () => {
    const page = await site.openPage({ locale })
    await page.goto(demo)
    await button(page, start).click()
    await button(page, cancel).click()
    const main = page.locator('main[data-error=provider_error]')
    await main.waitFor()
    expect(await main.innerText()).toContain('access_denied')
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await logIn(page, language)
  })

  it('ends with the log-out', async () => {
    const page = await site.openPage({ locale })
    await logIn(page, language)
    await button(page, logOut).click()
    await button(page, start).waitFor()
    expect(new URL(page.url()).pathname).toBe(demo)
    await page.reload()
    await button(page, start).waitFor()
  })

  it('works without JavaScript', async () => {
    const page = await site.openPage({ locale, javaScriptEnabled: false })
    await logIn(page, language)
    const message = page.locator('login-flow summary').first()
    await message.click()
    expect(await page.locator('login-flow details[open]').count()).toBe(1)
  })
})

describe('two tabs at once', () => {
  it('both sign in', async () => {
    const one = await site.openPage()
    const two = await one.context().newPage()
    for (const page of [one, two]) {
      await page.goto('/demo/')
      await button(page, words.en.logIn).click()
    }
    for (const page of [one, two]) {
      await page.getByRole('button', { name: /山田太郎/ }).click()
      await button(page, words.en.agree).click()
      await page.getByRole('heading', { level: 1, name: words.en.greeting }).waitFor()
    }
  })
})

describe('the demo page', () => {
  it('opens each message of the login by keyboard', async () => {
    const page = await site.openPage()
    await logIn(page, 'en')
    const summaries = page.locator('login-flow ol > li > details > summary')
    // The list has one tab stop from the moment on in which the keys work.
    await page.locator('login-flow summary[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    const focused = page.locator('login-flow summary:focus')
    expect(await focused.innerText()).toBe(await summaries.nth(1).innerText())
  })

  it('masks codes and secrets wherever they passed', async () => {
    const page = await site.openPage()
    const codes: string[] = []
    page.on('request', (request) => {
      const code = new URL(request.url()).searchParams.get('code')
      if (code !== null) codes.push(code)
    })
    await logIn(page, 'en')
    const html = await page.content()
    expect(codes).toHaveLength(1)
    for (const code of codes) expect(html).not.toContain(code)
    expect(html).not.toMatch(/Basic [A-Za-z0-9+/]{8}|Bearer [\w-]{8}/)
  })

  it('copies the exact ID token', async () => {
    const page = await site.openPage()
    await logIn(page, 'en')
    await page.locator('token-view copy-button button').click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const shown = await page.locator('[data-raw]').innerText()
    expect(copied).toBe(shown.replace(/\s/g, ''))
  })
})
