import axe, { type AxeResults } from 'axe-core'
import { type Browser, type Page, chromium } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../scripts/run/chromium.mjs'

export interface PageOptions {
  readonly locale?: 'en-US' | 'ja-JP'
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly javaScriptEnabled?: boolean
}

export interface TestBrowser {
  /** A page in a fresh profile: no cookies, nothing stored. Its context closes with the browser. */
  openPage(options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

const launchArguments = [
  ...['--no-sandbox', '--disable-gpu', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]

/** Starts Chromium; paths given to `page.goto` are relative to `baseURL`. */
export async function startBrowser(baseURL: string): Promise<TestBrowser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: set CHROME_PATH, or let `npm test` get one.')
  }
  const browser: Browser = await chromium.launch({ executablePath, args: launchArguments })
  return {
    async openPage({ locale = 'en-US', colorScheme = 'light', viewport, ...options } = {}) {
      const size = viewport ?? { width: 1280, height: 800 }
      const settings = { ...options, baseURL, locale, colorScheme, viewport: size }
      const context = await browser.newContext({
        ...settings,
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      // Less than the limit of a test, so that a failure says what it waited for.
      context.setDefaultTimeout(100_000)
      return context.newPage()
    },
    close: () => browser.close(),
  }
}

/** Everything that the browser has stored for the site of a page. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
}

/** The violations axe finds on a page, one readable line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own content security policy stays in force.
  await page.evaluate(axe.source)
  const results = (await page.evaluate('axe.run()')) as AxeResults
  return results.violations.flatMap(({ id, help, impact, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${impact}): ${help} at ${target.join(' ')} ${html}`),
  )
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  expect(await axeViolations(page), `axe on ${page.url()}`).toEqual([])
}
