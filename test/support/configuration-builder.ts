import type { Page } from 'playwright-core'
import type { Stack } from '../../src/lib/stacks.ts'

/**
 * What a reader copies who chooses the practice provider in the configuration builder of a page,
 * and has a cookie secret made there if the app needs one.
 */
export async function buildConfiguration(page: Page, path: string, stack: Stack): Promise<string> {
  await page.goto(path)
  const form = page.locator('form[data-configuration-builder]')
  await form.scrollIntoViewIfNeeded()
  await page.locator('configuration-builder:defined').waitFor()
  await form.locator('input[name=provider][value=practice]').check()
  await form.locator(`input[name=stack][value=${stack}]`).check()
  const freshSecret = page.locator(`button[data-fresh-secret=${stack}]`)
  if ((await freshSecret.count()) > 0) await freshSecret.click()
  await page.locator(`[data-builder-output=${stack}]`).getByRole('button').click()
  return page.evaluate(() => navigator.clipboard.readText())
}
