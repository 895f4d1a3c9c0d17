import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoAxeViolations } from '../../support/browser.ts'
import { enterAsTaro } from '../../support/practice-screens.ts'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import { clientIdOf, newSecret, session, walk } from './walk.ts'

const site = siteInBrowser()

/** From the page of a new client, to the demo. */
async function logIn(page: Page): Promise<string> {
  const clientId = clientIdOf(page)
  await page.locator('#client_secret').fill(await newSecret(page))
  await page.locator('form[action="/auth/login"] button').click()
  await enterAsTaro(page)
  await page.locator('login-flow').waitFor()
  return clientId
}

describe.each([
  ['English', ''],
  ['Japanese', '/ja'],
])('in %s', (name, prefix) => {
  const locale = prefix ? 'ja-JP' : 'en-US'

  it(
    `every screen is good in ${name}: no violation of axe, light or dark, no sideways scroll at 360 px`,
    { timeout: 120_000 },
    async () => {
      const page = await site.openPage({ locale })
      const look = async () => {
        await page.setViewportSize({ width: 1280, height: 800 })
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
          await expectNoAxeViolations(page)
        }
        await page.setViewportSize({ width: 360, height: 640 })
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width, `sideways scroll on ${page.url()}`).toBe(360)
      }
      await walk(page, prefix, look)
      const client = page.url()
      await page.goto(`${prefix}/lab/console/google/`)
      await look()
      await page.goto(client)
      await page.locator('button[value=delete-client]').click()
      await page.locator('button[value=restore-client]').waitFor()
      await page.goto(`${prefix}/lab/console/clients/`)
      await look()
      await page.goto(`${prefix}/lab/console/`)
      await look()
    },
  )

  it('works without JavaScript, from the first step to a login', { timeout: 60_000 }, async () => {
    const page = await site.openPage({ locale, javaScriptEnabled: false })
    await walk(page, prefix)
    const clientId = await logIn(page)
    expect(await session(page)).toMatchObject({ signedIn: true, claims: { aud: clientId } })
    await page.goto(`${prefix}/lab/console/`)
    await page.locator('.screen a.g-button').click()
    expect(await page.locator('.guide progress').getAttribute('value')).toBe('17')
  })
})
