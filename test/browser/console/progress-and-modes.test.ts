import { describe, expect, it } from 'vitest'
import { hasFocus } from '../../support/keyboard.ts'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import { pathOf, walk } from './walk.ts'

const site = siteInBrowser()

describe('progress', () => {
  it('outlives a reload, another page, the way back, and the other language', async () => {
    const page = await site.openPage()
    await page.goto('/lab/console/')
    await page.getByRole('button', { name: 'Create the project' }).click()
    await page.getByRole('link', { name: 'Get started' }).click()
    const step = page.getByRole('heading', { level: 2, name: 'Say what your app is called' })
    await step.waitFor()
    await page.reload()
    await step.waitFor()
    await page.goto('/guide/google-cloud/')
    await page.goBack()
    await step.waitFor()
    await page.goto('/ja/lab/console/')
    await page.getByRole('link', { name: '続ける' }).click()
    await page.waitForURL('**/ja/lab/console/overview/create/')
    await page.getByRole('heading', { level: 2, name: 'アプリの情報を入れる' }).waitFor()
  })

  it('starts over with one press', async () => {
    const page = await site.openPage()
    await page.goto('/lab/console/')
    await page.getByRole('button', { name: 'Create the project' }).click()
    await page.waitForURL('**/overview/')
    await page.goto('/lab/console/')
    await page.getByRole('button', { name: 'Delete everything and start over' }).click()
    await page.getByRole('button', { name: 'Create the project' }).waitFor()
    await page.goto('/lab/console/clients/')
    expect(pathOf(page)).toBe('/lab/console/')
  })
})

describe('free mode', () => {
  it('has no guide, and every screen; the guide can be called and sent away', async () => {
    const page = await site.openPage()
    const guide = page.locator('.guide')
    await walk(
      page,
      '',
      async () => {
        expect(await guide.count()).toBe(0)
      },
      'free',
    )
    await page.goto('/lab/console/')
    await page.getByRole('button', { name: 'Show the guide' }).click()
    await page.getByRole('link', { name: 'Go on' }).click()
    await guide.getByRole('heading', { name: 'Keep the secret' }).waitFor()
    await guide.getByText('All steps').click()
    await guide.getByRole('button', { name: 'Go on without the guide' }).click()
    await guide.waitFor({ state: 'detached' })
  })

  it('leads the focus to the screen’s heading', async () => {
    const page = await site.openPage()
    await page.goto('/lab/console/')
    await page.locator('[value=free]').check()
    await page.getByRole('button', { name: 'Create the project' }).click()
    const heading = page.getByRole('heading', { level: 1, name: 'Overview' })
    await heading.waitFor()
    expect(await hasFocus(heading)).toBe(true)
  })
})
