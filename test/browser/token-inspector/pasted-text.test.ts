import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import { field, openInspector, paste, run, unsigned, words } from './inspector-page.ts'

const site = siteInBrowser()

const status = (page: Page) => page.locator('token-inspector [data-status]')

describe('what people paste instead of a token', () => {
  it.each([
    ['ya29.abc', /access token of Google/],
    ['http://localhost:8501/oauth2callback?code=4/0A&state=x', /code is not a token/],
    ['{"access_token":"x"}', /without id_token/],
    [`Bearer ${unsigned({ sub: '1' })}`, /Bearer.*left out/],
    ['eyJhbGciOiJSUzI1NiJ9', /A piece is missing/],
    ['x'.repeat(40_000), /more than 32,768 characters/],
  ])('gets its own sentence: %#', async (text, sentence) => {
    const page = await openInspector(site, 'en')
    await paste(page, text)
    await expect.poll(() => status(page).innerText()).toMatch(sentence)
    expect(await field(page, 'token').inputValue()).toBe(text)
  })

  it('comes with a warning where it is worth something', async () => {
    const page = await openInspector(site, 'en')
    const id_token = unsigned({ iss: 'https://accounts.google.com', sub: '1' })
    await paste(page, JSON.stringify({ id_token, access_token: 'x' }))
    await page.locator('[data-warning=google]').waitFor()
    expect(await page.locator('[data-warning=secrets]').isVisible()).toBe(true)
  })

  it('is never read as HTML', async () => {
    const page = await openInspector(site, 'en')
    await paste(page, unsigned({ name: '<img src=x onerror=alert(1)>', '<b>': 1 }))
    expect(await page.locator('[data-decoded] :is(img, b)').count()).toBe(0)
    expect(await page.locator('[data-decoded]').innerText()).toContain('<img src=x')
  })
})

describe('a pasted token', () => {
  it('is neither sent nor stored, and gone when the page is left', async () => {
    const page = await openInspector(site, 'en')
    const token = unsigned({ iss: 'https://x.example', sub: '1' })
    await paste(page, token)
    // The search of the page loads its own script when the browser has time.
    await page.waitForLoadState('networkidle')
    const sent: string[] = []
    page.on('request', (request) => sent.push(new URL(request.url()).pathname))
    await run(page, 'en')
    expect(sent).toEqual(['/practice/oauth2/v3/certs'])
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    )
    expect(kept).not.toContain(token)
    await page.goto('/demo/')
    await page.goBack()
    expect(await field(page, 'token').inputValue()).toBe('')
    await paste(page, token)
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
    await page.locator('[data-decoded]').waitFor({ state: 'hidden' })
    expect(await page.locator('token-inspector').innerText()).not.toContain('x.example')
  })

  it('is checked against no keys that could not be fetched', async () => {
    const page = await openInspector(site, 'en')
    await paste(page, unsigned({ sub: '1' }))
    await page.route('**/practice/oauth2/v3/certs', (route) => route.abort())
    await page.getByRole('button', { name: words.en.run }).click()
    await page.getByText(/keys could not be fetched/).waitFor()
    expect(await page.locator('[data-result]').isVisible()).toBe(false)
  })
})
