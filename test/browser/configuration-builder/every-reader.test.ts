import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'
import { expectNoAxeViolations, stored } from '../../support/browser.ts'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import {
  builderHere,
  choose,
  clientId,
  copied,
  field,
  finding,
  line,
  openBuilder,
  output,
  practiceClientId,
  sample,
  streamlitPage,
} from './builder-page.ts'

const site = siteInBrowser()

describe('the configuration builder', () => {
  it('can be used by keyboard alone', async () => {
    const page = await openBuilder(site)
    await field(page, 'provider').and(page.locator(':checked')).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await output(page, 'fastapi').textContent()).toContain(practiceClient.clientId)
    // Past the reader's own client, and the link to where one is registered.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('http://127.0.0.1')
    await page.keyboard.press('Enter')
    await finding(page, 'practice_redirect_uri').waitFor()
    await page.locator('[data-fresh-secret=fastapi]').focus()
    await page.keyboard.press('Space')
    await page.getByRole('status').filter({ hasText: 'A fresh secret' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'All code shows placeholders' }).waitFor()
    expect(await field(page, 'host').inputValue()).toBe('http://localhost')
    expect((await copied(output(page, 'fastapi'))).trimEnd()).toBe(sample('fastapi/.env.example'))
    expect(await stored(page)).not.toContain('genkan.settings')
  })

  it.each([
    ['en-US', 'light', 1280],
    ['ja-JP', 'dark', 360],
  ] as const)(
    'has no violation of axe in any state (%s, %s, %i)',
    async (locale, colorScheme, width) => {
      const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
      await page.goto(`${locale === 'ja-JP' ? '/ja' : ''}${streamlitPage}`)
      await builderHere(page)
      await field(page, 'client_id').fill(` ${clientId}`)
      await field(page, 'host').fill('http://192.168.0.4')
      await line(page).waitFor()
      await expectNoAxeViolations(page)
      await choose(page, 'provider', 'practice')
      await finding(page, 'practice_redirect_uri').waitFor()
      await expectNoAxeViolations(page)
      await field(page, 'practice_client_id').fill(` ${practiceClientId}`)
      await finding(page, 'blank_around').first().waitFor()
      await expectNoAxeViolations(page)
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(scroll).toBeLessThanOrEqual(width)
    },
  )

  it('shows the files without JavaScript, and says what to replace', async () => {
    const page = await site.openPage({ javaScriptEnabled: false })
    await page.goto(streamlitPage)
    const sentence = page.locator('configuration-builder noscript p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain('replace every value that begins with YOUR_')
    expect(await field(page, 'client_id').isVisible()).toBe(false)
    await choose(page, 'stack', 'node')
    expect(await output(page, 'node').isVisible()).toBe(true)
    expect(await output(page).isVisible()).toBe(false)
    expect(await output(page, 'node').textContent()).toContain('YOUR_CLIENT_SECRET')
  })
})
