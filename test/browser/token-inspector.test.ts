import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type PageOptions,
  type TestBrowser,
  expectNoAxeViolations,
  startBrowser,
} from '../support/browser.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

let server: GenkanServer
let browser: TestBrowser
beforeAll(async () => {
  server = await startGenkan()
  browser = await startBrowser(server.url)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const words = {
  en: {
    prefix: '',
    locale: 'en-US',
    field: 'ID token',
    example: 'Use an example',
    take: 'Take both from the token',
    run: 'Run the checks',
    none: 'None',
    pasted: 'Pasted ones',
    sound: 'No check failed. Checks not made: Access token hash',
    unproven: /^Nothing is proven\. Checks not made: Signature/,
    refused: /^Refused\. Checks that failed: Signature/,
    noScript: 'needs JavaScript',
  },
  ja: {
    prefix: '/ja',
    locale: 'ja-JP',
    field: 'IDトークン',
    example: '例を使う',
    take: 'トークンから写す',
    run: '検証を実行',
    none: 'なし',
    pasted: '貼り付けた鍵',
    sound: '失敗した検証はありません。行わなかった検証：アクセストークンのハッシュ',
    unproven: /^何も証明されていません。行わなかった検証：署名/,
    refused: /^拒否します。失敗した検証：署名/,
    noScript: 'JavaScriptが要ります',
  },
} as const
type Language = keyof typeof words

async function open(language: Language, options: PageOptions = {}): Promise<Page> {
  const { locale, prefix } = words[language]
  const page = await browser.openPage({ ...options, locale })
  await page.goto(`${prefix}/concepts/id-token/`)
  return page
}

const field = (page: Page, name: string) => page.locator(`token-inspector [data-field="${name}"]`)
const status = (page: Page) => page.locator('token-inspector [data-status]')

async function paste(page: Page, text: string): Promise<void> {
  await field(page, 'token').fill(text)
  await page.locator('token-inspector [data-status]:not(:empty)').waitFor()
}

async function useExample(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: words[language].example }).click()
  await page.locator('token-inspector [data-decoded]').waitFor()
}

/** Runs the checks and gives the verdict over all of them, which has the focus then. */
async function run(page: Page, language: Language): Promise<string> {
  await page.getByRole('button', { name: words[language].run }).click()
  await page.locator('token-inspector h3[data-verdict]:focus').waitFor()
  return page.locator('token-inspector h3[data-verdict]').innerText()
}

/** The verdict of each check by its name. */
function verdicts(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('token-inspector li[data-check]')]
    const verdict = ({ classList }: HTMLElement) =>
      ['pass', 'fail', 'not_applicable', 'not_checked'].find((name) => classList.contains(name))
    return Object.fromEntries(rows.map((row) => [row.dataset.check ?? '', verdict(row) ?? '']))
  })
}

const unsigned = (claims: object) =>
  [{ alg: 'RS256', kid: 'x' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + '.c2lnbmF0dXJl'

describe.each(['en', 'ja'] as const)('the token inspector in %s', (language) => {
  const { take, none, sound, unproven, refused, noScript, pasted } = words[language]

  it('takes the example apart, explains its claims and checks it', async () => {
    const page = await open(language)
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await useExample(page, language)
    const decoded = await page.locator('token-inspector [data-decoded]').innerText()
    expect(decoded).toContain('"name": "山田太郎"')
    // A time is the reader's own, relative and as a clock.
    expect(await page.locator('[data-decoded] time').last().innerText()).toMatch(/59|60/)
    expect(await run(page, language)).toBe(sound)
    const { access_token_hash: last, ...others } = await verdicts(page)
    expect(last).toBe('not_checked')
    expect(Object.values(others)).toEqual(Array.from({ length: 10 }, () => 'pass'))
    expect(problems).toEqual([])
  })

  it('proves nothing without keys and by values of the token itself', async () => {
    const page = await open(language)
    await paste(page, unsigned({ iss: 'https://x.example', aud: 'me', sub: '1', iat: 1 }))
    await page.getByRole('button', { name: take }).click()
    expect(await field(page, 'issuer').inputValue()).toBe('https://x.example')
    expect(await field(page, 'client').inputValue()).toBe('me')
    await page.getByRole('radio', { name: none }).check()
    expect(await run(page, language)).toMatch(/^(?:Refused|拒否)/)
    const { issuer, audience, signature, expiry } = await verdicts(page)
    expect({ issuer, audience, signature, expiry }).toEqual({
      issuer: 'not_checked',
      audience: 'not_checked',
      signature: 'not_checked',
      expiry: 'fail',
    })
    const lasting = { iat: 1, exp: 4_000_000_000 }
    await paste(page, unsigned({ iss: 'https://x.example', aud: 'me', sub: '1', ...lasting }))
    expect(await run(page, language)).toMatch(unproven)
  })

  it('refuses a token whose signature does not fit', async () => {
    const page = await open(language)
    await useExample(page, language)
    const token = await field(page, 'token').inputValue()
    await paste(page, `${token.split('.').slice(0, 2).join('.')}.c2lnbmF0dXJl`)
    expect(await run(page, language)).toMatch(refused)
    expect((await verdicts(page)).signature).toBe('fail')
  })

  it('says what is wrong with pasted keys, and keeps them', async () => {
    const page = await open(language)
    await useExample(page, language)
    await page.getByRole('radio', { name: pasted }).check()
    await field(page, 'jwks').fill('{"keys":[]}')
    await page.getByRole('button', { name: words[language].run }).click()
    await page.locator('#inspector-problem:not(:empty)').waitFor()
    expect(await field(page, 'jwks').inputValue()).toBe('{"keys":[]}')
    expect(await page.locator(':focus').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('[data-result]').isVisible()).toBe(false)
  })

  it('works by keyboard alone', async () => {
    const page = await open(language)
    await field(page, 'token').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('token-inspector [data-decoded]').waitFor()
    await field(page, 'nonce').focus()
    await page.keyboard.press('Enter')
    await page.locator('h3[data-verdict]:focus', { hasText: sound }).waitFor()
  })

  it('says without JavaScript what to do instead', async () => {
    const page = await open(language, { javaScriptEnabled: false })
    // Playwright does not look for text inside <noscript>.
    const sentence = page.locator('token-inspector > noscript > p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain(noScript)
    expect(await field(page, 'token').isVisible()).toBe(false)
  })

  it('checks the token of a real login with the practice provider’s keys', async () => {
    const { prefix, locale } = words[language]
    const page = await browser.openPage({ locale })
    await page.goto(`${prefix}/demo/`)
    await page.locator('form[action="/auth/login"] button').first().click()
    await page.getByRole('button', { name: /山田太郎/ }).click()
    await page.locator('button[value=agree]').click()
    const token = await page.locator('token-view copy-button').getAttribute('data-text')
    await page.goto(`${prefix}/concepts/id-token/`)
    await paste(page, token ?? '')
    await run(page, language)
    expect(await verdicts(page)).toMatchObject({
      ...{ structure: 'pass', algorithm: 'pass', signature: 'pass', issuer: 'pass' },
      ...{ audience: 'pass', authorized_party: 'pass', subject: 'pass', expiry: 'pass' },
      ...{ issued_at: 'pass', nonce: 'not_checked', access_token_hash: 'not_checked' },
    })
  })
})

describe('what people paste instead of a token', () => {
  it.each([
    ['ya29.abc', /access token of Google/],
    ['http://localhost:8501/oauth2callback?code=4/0A&state=x', /code is not a token/],
    ['{"access_token":"x"}', /without id_token/],
    [`Bearer ${unsigned({ sub: '1' })}`, /Bearer.*left out/],
    ['eyJhbGciOiJSUzI1NiJ9', /A piece is missing/],
    ['x'.repeat(40_000), /more than 32,768 characters/],
  ])('gets its own sentence: %#', async (text, sentence) => {
    const page = await open('en')
    await paste(page, text)
    await expect.poll(() => status(page).innerText()).toMatch(sentence)
    expect(await field(page, 'token').inputValue()).toBe(text)
  })

  it('comes with a warning where it is worth something', async () => {
    const page = await open('en')
    const id_token = unsigned({ iss: 'https://accounts.google.com', sub: '1' })
    await paste(page, JSON.stringify({ id_token, access_token: 'x' }))
    await page.locator('[data-warning=google]').waitFor()
    expect(await page.locator('[data-warning=secrets]').isVisible()).toBe(true)
  })

  it('is never read as HTML', async () => {
    const page = await open('en')
    await paste(page, unsigned({ name: '<img src=x onerror=alert(1)>', '<b>': 1 }))
    expect(await page.locator('[data-decoded] :is(img, b)').count()).toBe(0)
    expect(await page.locator('[data-decoded]').innerText()).toContain('<img src=x')
  })
})

describe('a pasted token', () => {
  it('is neither sent nor stored, and gone when the page is left', async () => {
    const page = await open('en')
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
    const page = await open('en')
    await paste(page, unsigned({ sub: '1' }))
    await page.route('**/practice/oauth2/v3/certs', (route) => route.abort())
    await page.getByRole('button', { name: words.en.run }).click()
    await page.getByText(/keys could not be fetched/).waitFor()
    expect(await page.locator('[data-result]').isVisible()).toBe(false)
  })
})

describe('the script of the inspector', () => {
  it('is loaded at the first use', async () => {
    const page = await browser.openPage()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    await page.goto('/concepts/id-token/')
    await page.locator('token-inspector').scrollIntoViewIfNeeded()
    expect(loaded.some((url) => /\/inspector\.[^/]*\.js/.test(url))).toBe(false)
    await useExample(page, 'en')
    expect(loaded.some((url) => /\/inspector\.[^/]*\.js/.test(url))).toBe(true)
  })

  it('says so where it cannot be loaded', async () => {
    const page = await open('en')
    await page.route(/\/inspector\.[^/]*\.js/, (route) => route.abort())
    await page.getByRole('button', { name: words.en.example }).click()
    await page.getByText(/inspector could not be loaded/).waitFor()
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the page about ID tokens in %s, %s, %i px wide', (language, colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 800 } }

  async function expectGood(page: Page): Promise<void> {
    await expectNoAxeViolations(page)
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scroll).toBeLessThanOrEqual(width)
  }

  it('has no violation of axe and no sideways scroll', async () => {
    await expectGood(await open(language, options))
  })

  it('nor has it with an example that was checked', async () => {
    const page = await open(language, options)
    await useExample(page, language)
    await run(page, language)
    await expectGood(page)
  })

  it('nor with a token that was refused, and a warning', async () => {
    const page = await open(language, options)
    await paste(page, unsigned({ iss: 'https://accounts.google.com', exp: 'soon', x: { y: [1] } }))
    await page.locator('[data-warning=google]').waitFor()
    await run(page, language)
    await expectGood(page)
  })

  it('nor has the list of claims', async () => {
    const { prefix, locale } = words[language]
    const page = await browser.openPage({ ...options, locale })
    await page.goto(`${prefix}/reference/claims/`)
    await expectGood(page)
  })
})
