import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'
import { stored } from '../../support/browser.ts'
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
  readToml,
  streamlitPage,
} from './builder-page.ts'

const site = siteInBrowser()

const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const practiceSecret = 'GKNSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
/** Code of the page itself, outside the builder. */
const ownCode = (page: Page) =>
  page.locator('.expressive-code:not(configuration-builder *)', { hasText: '[auth.google]' })

describe('the configuration builder', () => {
  it('stores nothing secret', async () => {
    const page = await openBuilder(site)
    await field(page, 'client_id').fill(clientId)
    await page.locator('[data-fresh-secret=streamlit]').click()
    const cookieSecret = readToml(await copied(output(page)))['cookie_secret'] ?? ''
    expect(cookieSecret).toMatch(/^[0-9a-f]{64}$/)
    await page.locator('[data-fresh-secret=streamlit]').click()
    expect(await copied(output(page))).not.toContain(cookieSecret)

    await field(page, 'client_id').fill(secret)
    await field(page, 'path').fill(`/${secret}`)
    await finding(page, 'secret').first().waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe(secret)
    await choose(page, 'provider', 'practice')
    await field(page, 'practice_client_id').fill(practiceSecret)
    await finding(page, 'secret').first().waitFor()
    const kept = await stored(page)
    expect(kept).toContain('practice')
    expect(kept).not.toMatch(/GOCSPX|GKNSPX|[0-9a-f]{64}/)
    expect(kept).not.toContain(practiceClient.clientSecret)
    expect(await page.locator('.expressive-code', { hasText: secret }).count()).toBe(0)

    await page.reload()
    await builderHere(page)
    expect(await field(page, 'client_id').inputValue()).toBe('')
    expect(await output(page).textContent()).toContain('YOUR_COOKIE_SECRET')
  })

  it('keeps what was typed before it was there', async () => {
    const page = await site.openPage()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/configuration-builder[^/]*\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(streamlitPage)
    await field(page, 'client_id').fill(clientId)
    await choose(page, 'stack', 'fastapi')
    expect(await page.locator('configuration-builder:defined').count()).toBe(0)
    release()
    await line(page).waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe(clientId)
    expect(await output(page, 'fastapi').textContent()).toContain(clientId)
  })
})

describe('the reader’s own settings', () => {
  it('stand in the code of other pages, until one press takes them away', async () => {
    const page = await openBuilder(site, '/guide/typescript/')
    await field(page, 'client_id').fill(clientId)
    await page.goto(`/ja${streamlitPage}`)
    await line(page).filter({ hasText: clientId }).waitFor()
    expect(await ownCode(page).textContent()).toContain(`client_id = "${clientId}"`)
    expect(await copied(ownCode(page))).toContain(`client_id = "${clientId}"`)

    await line(page).getByRole('button').click()
    await line(page).waitFor({ state: 'hidden' })
    expect(await ownCode(page).textContent()).toContain('client_id = "YOUR_CLIENT_ID"')
    expect(await copied(ownCode(page))).toContain('client_id = "YOUR_CLIENT_ID"')
    expect(await field(page, 'client_id').inputValue()).toBe('')
    expect(await stored(page)).not.toContain(clientId)
  })

  it('come and go in all tabs', async () => {
    const page = await openBuilder(site)
    const other = await page.context().newPage()
    await other.goto('/guide/google-cloud/')
    await field(page, 'port').fill('8600')
    const uri = other.locator('.expressive-code', {
      hasText: 'http://localhost:8600/oauth2callback',
    })
    await uri.first().waitFor()
    await line(other).getByRole('button').click()
    await output(page).filter({ hasText: 'http://localhost:8501/oauth2callback' }).waitFor()
    expect(await field(page, 'port').inputValue()).toBe('8501')
  })

  it('move nothing on the page when they appear', async () => {
    const page = await openBuilder(site)
    const title = page.locator('h1')
    const top = () => title.evaluate((h1) => h1.getBoundingClientRect().top + scrollY)
    const before = await top()
    await field(page, 'client_id').fill(clientId)
    await page.reload()
    await line(page).waitFor()
    expect(await top()).toBe(before)
  })

  it.each(['', '{', '[]', '{"provider":7,"addresses":"x"}'])(
    'do no harm where what is stored is %j',
    async (text) => {
      const page = await openBuilder(site)
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.evaluate((value) => localStorage.setItem('genkan.settings', value), text)
      await page.reload()
      await choose(page, 'provider', 'practice')
      await output(page).filter({ hasText: practiceClient.clientId }).waitFor()
      expect(errors).toEqual([])
    },
  )
})
