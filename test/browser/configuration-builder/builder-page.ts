import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { SiteInBrowser } from '../../support/site-in-browser.ts'

export const streamlitPage = '/guide/streamlit/'
/** Of the form that Google gives, and of the form that the practice console gives. */
export const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
export const practiceClientId = `123456789012-${'a1b2'.repeat(8)}.apps.genkan.practice`

export const field = (page: Page, name: string) =>
  page.locator(`[data-configuration-builder] [name=${name}]`)
export const choose = (page: Page, name: string, value: string) =>
  page.locator(`[data-configuration-builder] [name=${name}][value=${value}]`).check()
export const output = (page: Page, app = 'streamlit') =>
  page.locator(`[data-builder-output=${app}]`)
export const finding = (page: Page, code: string) => page.locator(`[data-finding=${code}]:visible`)
export const said = (page: Page, text: string) =>
  page.locator('configuration-builder p:visible', { hasText: text })
/** Says on every page that the reader’s own settings stand in its code. */
export const line = (page: Page) => page.locator('your-settings')

/** Opens a page of the guide, with the builder on it if it has one. */
export async function openBuilder(site: SiteInBrowser, path = streamlitPage): Promise<Page> {
  const page = await site.openPage()
  await page.goto(path)
  await builderHere(page)
  return page
}

/** The builder is loaded when it comes near, and not with the page. */
export async function builderHere(page: Page): Promise<void> {
  const builder = page.locator('configuration-builder')
  if ((await builder.count()) === 0) return
  await builder.scrollIntoViewIfNeeded()
  await page.locator('configuration-builder:defined').waitFor()
}

export async function copied(block: Locator): Promise<string> {
  await block.locator('.copy button').click()
  return block.page().evaluate(() => navigator.clipboard.readText())
}

/** A file that the guide shows. */
export const sample = (path: string) =>
  readFileSync(new URL(`../../../samples/${path}`, import.meta.url), 'utf8').trimEnd()

/** Reads the little TOML that the sample needs: one section, `key = "value"`. */
export function readToml(text: string): Record<string, string> {
  const [section, ...lines] = text.trimEnd().split('\n')
  expect(section).toBe('[auth]')
  return Object.fromEntries(
    lines.map((entry) => {
      const { key = '', value = '' } =
        /^(?<key>\w+) = (?<value>"[^"\\]*")$/.exec(entry)?.groups ?? {}
      return [key, JSON.parse(value) as string]
    }),
  )
}
