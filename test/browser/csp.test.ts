import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageOptions } from '../support/browser.ts'
import {
  type HostileProvider,
  startHostileProvider,
} from '../support/hostile-provider/hostile-provider.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

let provider: HostileProvider
beforeAll(async () => {
  provider = await startHostileProvider()
})
afterAll(() => provider.stop())

const site = siteInBrowser(() => {
  const { id, secret } = provider.client
  const client = { OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_NAME: 'Our Own' }
  return { env: { OIDC_ISSUER: provider.issuer, ...client } }
})

/** A page, and everything that the browser found to say about it and its policies. */
async function openWatched(options?: PageOptions) {
  const page = await site.openPage(options)
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  return { page, complaints }
}

async function logInForPractice(page: Page): Promise<void> {
  await page.locator('form[action="/auth/login"] button').first().click()
  await page.getByRole('button', { name: /山田太郎/ }).click()
  await page.locator('button[value=agree]').click()
  await page.locator('login-flow').waitFor()
}

async function switchTheme(page: Page): Promise<void> {
  const theme = () => page.locator('html').getAttribute('data-theme')
  const before = await theme()
  const button = page.locator('theme-switch button').filter({ visible: true })
  // Three states, one of which looks like what the system wants already.
  await button.click()
  if ((await theme()) === before) await button.click()
  expect(await theme()).not.toBe(before)
}

describe('under the policy everything works, without a complaint:', () => {
  it.each(['/', '/ja/'])('a login from %s to the log-out', async (home) => {
    const { page, complaints } = await openWatched()
    await page.goto(home)
    await switchTheme(page)
    await logInForPractice(page)
    const picture = page.locator('main img').first()
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    )
    await page.locator('login-flow ol > li > details > summary').nth(1).click()
    await page.locator('token-view copy-button button').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[\w-]+\.[\w-]+\./)
    await page.locator('form[action="/auth/logout"] button').click()
    await page.locator('form[action="/auth/login"]').first().waitFor()
    expect(complaints).toEqual([])
  })

  it('a guide page with its search, copy buttons, theme and offer of a language', async () => {
    const { page, complaints } = await openWatched({ locale: 'ja-JP' })
    await page.goto('/guide/streamlit/')
    await switchTheme(page)
    await page.locator('.expressive-code figure').first().getByRole('button').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toBe('')
    await page.keyboard.press('Control+k')
    await page.locator('site-search').getByRole('textbox').fill('redirect_uri')
    await page.locator('.pagefind-ui__result-link').first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('language-offer a').click()
    await page.waitForURL('**/ja/guide/streamlit/')
    expect(complaints).toEqual([])
  })

  it('a login at a provider on another origin, and its log-out there', async () => {
    const { page, complaints } = await openWatched()
    await page.goto('/demo/')
    await page.getByRole('button', { name: 'Our Own' }).click()
    await page.locator('login-flow').waitFor()
    expect(complaints).toEqual([])
    await page.locator('form[action="/auth/logout"] button').click()
    await page.waitForURL((url) => url.origin === provider.issuer)
  })
})

describe('the policy stops', () => {
  it('scripts that were not there at the build, and handlers in attributes', async () => {
    const { page, complaints } = await openWatched()
    await page.route('**/demo/', async (route) => {
      const response = await route.fetch()
      const html = await response.text()
      const injected = '<script>window.injected = 1</script><img src="x:" onerror="injected = 2">'
      await route.fulfill({ response, body: html.replace('</main>', `${injected}</main>`) })
    })
    await page.goto('/demo/')
    await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2)
    expect(complaints.join('\n')).toMatch(/inline script violates/i)
    expect(complaints.join('\n')).toMatch(/inline event handler violates/i)
    expect(await page.evaluate(() => 'injected' in window)).toBe(false)
  })

  it('forms that lead to another site, and HTML made of text', async () => {
    const { page, complaints } = await openWatched()
    await page.goto('/demo/')
    const refused = await page.evaluate(() => {
      const form = document.createElement('form')
      form.action = 'https://evil.example/'
      document.body.append(form)
      form.submit()
      try {
        document.body.innerHTML = '<p>text</p>'
      } catch (error) {
        return String(error)
      }
      return ''
    })
    expect(refused).toContain('TrustedHTML')
    await expect.poll(() => complaints.join('\n')).toContain('form-action')
    expect(new URL(page.url()).pathname).toBe('/demo/')
  })

  it('pages of others from framing it or taking its files, save the pictures of people', async () => {
    const page = await site.openPage()
    await page.goto(`${provider.issuer}/.well-known/openid-configuration`)
    const loads = (path: string) =>
      page.evaluate(async (src) => {
        const image = new Image()
        image.src = src
        return image.decode().then(
          () => true,
          () => false,
        )
      }, site.url + path)
    expect(await loads('/personas/taro.svg')).toBe(true)
    expect(await loads('/favicon.svg')).toBe(false)
    const framed = await page.evaluate(async (src) => {
      const frame = document.createElement('iframe')
      frame.src = src
      const loaded = new Promise((resolve) => (frame.onload = resolve))
      document.body.append(frame)
      await loaded
      return frame.contentDocument === null
    }, `${site.url}/demo/`)
    // Neither readable nor shown: Chromium puts a page of its own there.
    expect(framed).toBe(true)
    const frames = page.frames().map((frame) => frame.url())
    expect(frames).not.toContain(`${site.url}/demo/`)
  })
})
