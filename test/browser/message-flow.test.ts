import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

/** Wide enough for a message beside the drawing, and lower than the drawing is high. */
const viewport = { width: 1280, height: 700 }

async function signedIn(): Promise<Page> {
  const page = await site.openPage({ viewport })
  await page.goto('/demo/')
  await page.getByRole('button', { name: 'Log in as a practice person', exact: true }).click()
  await page.getByRole('button', { name: /山田太郎/ }).click()
  await page.getByRole('button', { name: 'Agree and go back to the app', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Hello, 山田太郎!' }).waitFor()
  return page
}

/** To the pixel: a position may have a fraction. */
const isInView = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top > -1 && bottom < innerHeight + 1
  })

describe('the messages of a login, beside their drawing', () => {
  let page: Page
  beforeAll(async () => {
    page = await signedIn()
  })

  it('leave a reader who came for the checks at the checks', async () => {
    await page.goto('/demo/#checks')
    await page.locator('login-flow .beside article').waitFor()
    expect(await isInView(page, '#checks')).toBe(true)
    await page.reload()
    await page.locator('login-flow .beside article').waitFor()
    expect(await isInView(page, '#checks')).toBe(true)
  })

  it('keep the line in view that the reader went to by keyboard', async () => {
    await page.goto('/demo/')
    const lines = page.locator('login-flow ol > li > details > summary')
    await page.locator('login-flow .beside article').waitFor()
    await page.locator('login-flow summary[tabindex="0"]').focus()
    await page.keyboard.press('End')
    await expect.poll(() => isInView(page, 'login-flow summary:focus')).toBe(true)
    const last = await lines.count()
    expect(await page.locator('login-flow summary:focus .number').innerText()).toBe(`${last}`)
    await page.keyboard.press('Home')
    await expect.poll(() => isInView(page, 'login-flow summary:focus')).toBe(true)
  })
})
