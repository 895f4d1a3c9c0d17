import type { Page } from 'playwright-core'

/** Goes through the practice provider's screens as 山田太郎, up to the return to the app. */
export async function enterAsTaro(page: Page): Promise<void> {
  await page.getByRole('button', { name: /山田太郎/ }).click()
  await page.locator('button[value=agree]').click()
}
