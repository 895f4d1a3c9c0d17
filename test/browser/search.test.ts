import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const words = {
  en: { path: '/guide/', locale: 'en-US', search: 'Search', heading: 'redirect_uri' },
  ja: { path: '/ja/guide/', locale: 'ja-JP', search: '検索', heading: '秘密' },
} as const

async function openGuide(language: keyof typeof words = 'en', prepare?: (page: Page) => unknown) {
  const { path, locale, search } = words[language]
  const page = await site.openPage({ locale })
  await prepare?.(page)
  await page.goto(path)
  return {
    page,
    button: page.getByRole('button', { name: search, exact: true }),
    dialog: page.getByRole('dialog', { name: search }),
    field: page.getByRole('dialog').getByRole('textbox', { name: search }),
    results: page.locator('.pagefind-ui__result-link'),
  }
}
const script = /\/_astro\/search-results\.[^/]*\.js$/

/** Keeps the script of the results back until it is let go. */
async function holdBack(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(script, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

describe.each(['en', 'ja'] as const)('the search, %s,', (language) => {
  it('opens by a press, finds, and gives the focus back', async () => {
    const { page, button, dialog, field, results } = await openGuide(language)
    await button.click()
    expect(await dialog.isVisible()).toBe(true)
    await field.fill(words[language].heading)
    await results.first().waitFor()
    await expectNoAxeViolations(page)
    expect(await results.first().getAttribute('href')).toMatch(
      language === 'ja' ? /^\/ja\// : /^\//,
    )
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })
})

describe('the search', () => {
  it('opens and closes by Ctrl+K, from wherever the focus is', async () => {
    const { page, button, dialog, field, results } = await openGuide()
    expect(await button.getAttribute('aria-keyshortcuts')).toBe('Control+K')
    const link = page.getByRole('main').getByRole('link').first()
    await link.focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('redirect_uri')
    await results.first().waitFor()
    expect(await field.inputValue()).toBe('redirect_uri')
    await page.keyboard.press('Control+k')
    await dialog.waitFor({ state: 'hidden' })
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('opens by keyboard alone and leads to a page', async () => {
    const { page, button, results } = await openGuide()
    while (!(await button.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.keyboard.type('redirect_uri_mismatch')
    await results.first().waitFor()
    await results.first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(?:guide|concepts|reference)\/[a-z-]+\//)
  })

  it('closes by a press outside of it', async () => {
    const { page, button, dialog } = await openGuide()
    await button.click()
    await page.mouse.click(5, 400)
    await dialog.waitFor({ state: 'hidden' })
  })

  it('loads what finds and shows results with the first use, not before', async () => {
    const { page, button } = await openGuide()
    const requests: string[] = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await page.reload({ waitUntil: 'networkidle' })
    const isOfSearch = (path: string) => path.startsWith('/pagefind/') || script.test(path)
    expect(requests.filter(isOfSearch)).toEqual([])
    await Promise.all([page.waitForRequest(script), button.hover()])
  })

  it('goes on with what was typed before it was loaded, and with the caret where it was', async () => {
    let release = () => {}
    const { page, field, results } = await openGuide('en', async (opened) => {
      release = await holdBack(opened)
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('edirect_uri')
    await page.keyboard.press('Home')
    release()
    await results.first().waitFor()
    await page.keyboard.type('r')
    expect(await field.inputValue()).toBe('redirect_uri')
  })

  it('waits for words that an input method is still putting together', async () => {
    let release = () => {}
    const { page, field, results } = await openGuide('ja', async (opened) => {
      release = await holdBack(opened)
    })
    await page.keyboard.press('Control+k')
    const session = await page.context().newCDPSession(page)
    const composing = { text: 'ひみつ', selectionStart: 3, selectionEnd: 3 }
    await session.send('Input.imeSetComposition', composing)
    const shown = page.locator('.pagefind-ui')
    const loaded = page.waitForEvent('requestfinished', (request) => script.test(request.url()))
    release()
    await loaded
    await page.waitForLoadState('networkidle')
    expect(await shown.count()).toBe(0)
    expect(await field.inputValue()).toBe('ひみつ')
    await session.send('Input.insertText', { text: '秘密' })
    await results.first().waitFor()
    expect(await field.inputValue()).toBe('秘密')
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('tries again at the next use when there was no connection', async () => {
    const errors: string[] = []
    const { page, field, results, dialog } = await openGuide('en', async (opened) => {
      opened.on('pageerror', ({ message }) => errors.push(message))
      await opened.route(script, (route) => route.abort(), { times: 1 })
    })
    const failed = page.waitForEvent('requestfailed', (request) => script.test(request.url()))
    await page.keyboard.press('Control+k')
    await failed
    await page.keyboard.type('redirect_uri')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await results.first().waitFor()
    expect(await field.inputValue()).toBe('redirect_uri')
    expect(errors).toEqual([])
  })
})
