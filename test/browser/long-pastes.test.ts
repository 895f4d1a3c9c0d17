import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

/** Every field that takes a paste, by its page. */
const fields = {
  '/concepts/id-token/': ['#inspector-token', '#inspector-issuer', '[data-field=jwks]'],
  '/guide/troubleshooting/': ['#message-search', '#doctor-registered', '#doctor-sent'],
  '/guide/streamlit/': ['input[name=client_id]', 'input[name=host]', 'input[name=path]'],
  '/lab/google-client/': ['input[name=client_id]', 'input[name=client_secret]'],
} as const
const places = Object.entries(fields).flatMap(([path, selectors]) =>
  selectors.map((selector) => [path, selector] as const),
)

const megabyte = 1_000_000
const texts = {
  'blanks, as many as the token inspector reads': `x${' '.repeat(32_000)}x`,
  blanks: `x${' '.repeat(megabyte)}x`,
  underscores: `a${'_'.repeat(megabyte)}a`,
  Japanese: '漢'.repeat(megabyte),
  'full-width signs': '：'.repeat(50_000),
  addresses: 'https://app.example.com/callback\n'.repeat(megabyte / 40),
}
/** Milliseconds of CPU that a page may take. */
const limit = 500

/** CPU time of a page's thread while it does something, and for two frames behind that. */
async function timeOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await spent()
  await work()
  await twoFrames(page)
  const time = (await spent()) - before
  await session.detach()
  return Math.round(time)
}

const twoFrames = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
  })

const announce = (field: Locator) =>
  field.evaluate((element) => {
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  })

describe('a megabyte in a field', () => {
  it.each(places)('does not freeze %s: %s', async (path, selector) => {
    const page = await site.openPage({ locale: 'en-US' })
    await page.goto(path)
    const field = page.locator(selector)
    if (selector.includes('jwks')) await page.locator('input[value=pasted]').check()
    // What the field needs is loaded with the first input.
    await field.fill('http://localhost:8501/x')
    await page.waitForLoadState('networkidle')
    for (const [name, text] of Object.entries(texts)) {
      // The browser's own layout of the field comes first, and does not count.
      await field.evaluate((element, pasted) => {
        ;(element as HTMLTextAreaElement).value = pasted
      }, text)
      await twoFrames(page)
      const time = await timeOf(page, () => announce(field))
      expect([name, time < limit || time]).toEqual([name, true])
      expect((await field.inputValue()).length).toBeGreaterThan(30_000)
    }
  })
})

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: unknown) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`

describe('the token inspector', () => {
  it('draws a token of two thousand claims', async () => {
    const page = await site.openPage({ locale: 'en-US' })
    await page.goto('/concepts/id-token/')
    const claims = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`c${index}`, 1]))
    const token = page.locator('#inspector-token')
    await token.fill('x')
    await page.waitForLoadState('networkidle')
    const drawn = await timeOf(page, () => token.fill(tokenOf(claims)))
    expect(await page.locator('[data-members=payload] li').count()).toBe(2000)
    expect(drawn < 2000 || drawn).toBe(true)
  })
  it('shows no more than the start of a long value beside a check', async () => {
    const page = await site.openPage({ locale: 'en-US' })
    await page.goto('/concepts/id-token/')
    await page.locator('#inspector-token').fill(tokenOf({ iss: 'https://id.example' }))
    await page.locator('[data-members=payload] li').waitFor()
    await page.locator('#inspector-issuer').evaluate((element, text) => {
      ;(element as HTMLInputElement).value = text
    }, 'a'.repeat(megabyte))
    await page.locator('input[value=none]').check()
    await page.getByRole('button', { name: 'Run the checks' }).click()
    await page.locator('[data-result]').waitFor()
    const issuer = await page.locator('li[data-check=issuer]').innerText()
    expect(issuer).toContain(`${'a'.repeat(500)}…`)
    expect(issuer).not.toContain('a'.repeat(501))
  })
})
