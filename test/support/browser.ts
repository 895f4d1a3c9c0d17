import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type Page, chromium } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../scripts/run/chromium.mjs'

export interface PageOptions {
  /** What paths given to `page.goto` are relative to. */
  readonly baseURL?: string
  readonly locale?: 'en-US' | 'ja-JP'
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly javaScriptEnabled?: boolean
}

export interface TestBrowser {
  /** A page in a fresh profile: no cookies, nothing stored. */
  openPage(options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

/**
 * Without the first two every window loads the popup of an address bar that nobody sees, in a process
 * of its own: half of the processor time of a test. Chromium reads only the last --disable-features,
 * so Playwright's own list (1.65, chromiumSwitches.ts) stands here too.
 */
const disabledFeatures = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
]

const launchArguments = [
  ...['--no-sandbox', '--disable-gpu', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
  `--disable-features=${disabledFeatures.join(',')}`,
]

/**
 * Starts a Chromium.
 * @param defaultURL the `baseURL` of pages that are opened without one
 */
export async function startBrowser(defaultURL?: string): Promise<TestBrowser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: set CHROME_PATH, or let `npm test` get one.')
  }
  const browser = await chromium.launch({ executablePath, args: launchArguments })
  return {
    async openPage({ locale = 'en-US', colorScheme = 'light', viewport, ...options } = {}) {
      const size = viewport ?? { width: 1280, height: 800 }
      const context = await browser.newContext({
        ...(defaultURL !== undefined && { baseURL: defaultURL }),
        ...{ ...options, locale, colorScheme, viewport: size },
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

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** The violations that axe finds on a page, one readable line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own content security policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  // A transition under way, like that to another theme, has colours that no page ends with.
  await page.evaluate(() => {
    for (const transition of document.getAnimations()) {
      if (transition instanceof CSSTransition) transition.finish()
    }
  })
  // Of rules that passed axe would name every element: on a long page that takes longer than to judge it.
  const violations = await page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )
  return (violations as AxeResults['violations']).flatMap(({ id, help, impact, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${impact}): ${help} at ${target.join(' ')} ${html}`),
  )
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  expect(await axeViolations(page), `axe on ${page.url()}`).toEqual([])
}
