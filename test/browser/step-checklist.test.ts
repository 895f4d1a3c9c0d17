import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const path = '/guide/google-cloud/'
const key = 'genkan.checklist.google-cloud'

const progress = (page: Page) => page.getByRole('status').filter({ hasText: /16/ })
const kept = (page: Page) => page.evaluate((name) => localStorage.getItem(name), key)

async function openList(address = path): Promise<Page> {
  const page = await site.openPage()
  await page.goto(address)
  await page.locator('step-checklist[data-ready]').waitFor()
  return page
}

describe('ticking steps', () => {
  it('works by keyboard, and outlives a reload and a change of language', async () => {
    const page = await openList()
    await page.getByLabel('Step 1 done').focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Step 3 done').focus()
    await page.keyboard.press('Space')
    await progress(page).filter({ hasText: '2 of 16 done' }).waitFor()
    expect(await kept(page)).toBe('["project","get-started"]')

    await page.reload()
    await progress(page).filter({ hasText: '2 of 16 done' }).waitFor()
    expect(await page.getByLabel('Step 3 done').isChecked()).toBe(true)

    await page.goto(`/ja${path}`)
    await progress(page).filter({ hasText: '16ステップのうち2が完了' }).waitFor()
    expect(await page.getByLabel('ステップ3は完了').isChecked()).toBe(true)
  })

  it('leads to the first step that is still open', async () => {
    const page = await openList()
    await page.getByLabel('Step 1 done').check()
    await page.getByLabel('Step 3 done').check()
    await page.getByRole('link', { name: 'Next open step: 2' }).first().click()
    expect(new URL(page.url()).hash).toBe('#step-platform')
    expect(await page.locator('#step-platform').isVisible()).toBe(true)
  })

  it('ends with a sentence in the place of the link', async () => {
    const page = await openList()
    for (const box of await page.locator('input[data-step]').all()) await box.check()
    await page.getByText('Every step is done.').first().waitFor()
    expect(await page.getByRole('link', { name: /Next open step/ }).count()).toBe(0)
  })

  it('is followed by other tabs', async () => {
    const page = await openList()
    const other = await page.context().newPage()
    await other.goto(`/ja${path}`)
    await page.getByLabel('Step 5 done').check()
    await progress(other).filter({ hasText: '16ステップのうち1が完了' }).waitFor()
    await other.getByLabel('ステップ6は完了').check()
    await progress(page).filter({ hasText: '2 of 16 done' }).waitFor()
  })
})

describe('starting over', () => {
  it('takes one press, and another one brings the ticks back', async () => {
    const page = await openList()
    expect(await page.getByRole('button', { name: 'Start over' }).count()).toBe(0)
    await page.getByLabel('Step 1 done').check()
    await page.getByLabel('Step 2 done').check()

    await page.getByRole('button', { name: 'Start over' }).first().press('Enter')
    await progress(page).filter({ hasText: '0 of 16 done' }).waitFor()
    expect(await kept(page)).toBeNull()

    // The focus waits on the way back.
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toMatch(/^Undo/)
    await page.keyboard.press('Enter')
    await progress(page).filter({ hasText: '2 of 16 done' }).waitFor()
    expect(await page.getByLabel('Step 2 done').isChecked()).toBe(true)
    expect(await kept(page)).toBe('["project","platform"]')
  })

  it('cannot be undone after the next tick', async () => {
    const page = await openList()
    await page.getByLabel('Step 1 done').check()
    await page.getByRole('button', { name: 'Start over' }).first().click()
    await page.getByLabel('Step 9 done').check()
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0)
  })
})

describe('what the browser keeps', () => {
  it('may be anything', async () => {
    const page = await openList()
    await page.evaluate((name) => localStorage.setItem(name, '{"a":['), key)
    await page.reload()
    await progress(page).filter({ hasText: '0 of 16 done' }).waitFor()
    await page.getByLabel('Step 1 done').check()
    expect(await kept(page)).toBe('["project"]')
  })

  it('may be nothing: ticks work until a reload, and the page says so', async () => {
    const page = await site.openPage()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await page.goto(path)
    await page.getByLabel('Step 1 done').check()
    await page.getByLabel('Step 2 done').check()
    await progress(page).filter({ hasText: '2 of 16 done' }).waitFor()
    await page.getByText('This browser keeps nothing').first().waitFor()
  })
})

describe('without JavaScript', () => {
  it('there is nothing to tick, a sentence says why, and the steps are there', async () => {
    const page = await site.openPage({ javaScriptEnabled: false })
    await page.goto(path)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Start over' }).count()).toBe(0)
    for (const part of await page.locator('.step-tick, [data-summary]').all()) {
      expect(await part.boundingBox(), 'room for what is not there').toBeNull()
    }
    // Playwright does not look for text inside <noscript>.
    const sentence = page.locator('step-checklist > noscript > p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain('Without JavaScript there are no boxes')
    expect(await page.locator('#step-redirect-uri').isVisible()).toBe(true)
  })
})

describe.each([
  ['en', 'light', 1280],
  ['en', 'dark', 360],
  ['ja', 'light', 360],
  ['ja', 'dark', 1280],
] as const)('in %s, %s, %i px wide', (language, colorScheme, width) => {
  const prefix = language === 'ja' ? '/ja' : ''

  // The longer page has some 2,000 elements, which axe takes its time over on a busy machine.
  it.each(['/guide/', path])(
    '%s has no violation of axe and no sideways scroll',
    { timeout: 60_000 },
    async (address) => {
      const locale = language === 'ja' ? 'ja-JP' : 'en-US'
      const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
      await page.goto(prefix + address)
      if (address === path) await page.locator('input[data-step]').first().check()
      await expectNoAxeViolations(page)
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways).toBeLessThanOrEqual(0)
    },
  )

  it('draws a picture for each step, and says in words what it shows', async () => {
    const page = await site.openPage({ colorScheme, viewport: { width, height: 800 } })
    await page.goto(prefix + path)
    const pictures = page.locator('figure.console-picture').getByRole('img')
    expect(await pictures.count()).toBe(16)
    const texts = await pictures.evaluateAll((all) => all.map((one) => one.ariaLabel))
    expect(new Set(texts).size).toBe(16)
    const cut = await pictures.evaluateAll((all) =>
      all
        .flatMap((one) => [...one.querySelectorAll('*'), one])
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
        )
        .map((element) => element.outerHTML),
    )
    expect(cut).toEqual([])
  })
})
