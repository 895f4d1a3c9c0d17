import { describe, expect, it } from 'vitest'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import {
  field,
  openInspector,
  paste,
  run,
  unsigned,
  useExample,
  verdicts,
  words,
} from './inspector-page.ts'

const site = siteInBrowser()

describe.each(['en', 'ja'] as const)('the token inspector in %s', (language) => {
  const { take, none, sound, unproven, refused, noScript, pasted } = words[language]

  it('takes the example apart, explains its claims and checks it', async () => {
    const page = await openInspector(site, language)
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
    const page = await openInspector(site, language)
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
    const page = await openInspector(site, language)
    await useExample(page, language)
    const token = await field(page, 'token').inputValue()
    await paste(page, `${token.split('.').slice(0, 2).join('.')}.c2lnbmF0dXJl`)
    expect(await run(page, language)).toMatch(refused)
    expect((await verdicts(page)).signature).toBe('fail')
  })

  it('says what is wrong with pasted keys, and keeps them', async () => {
    const page = await openInspector(site, language)
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
    const page = await openInspector(site, language)
    await field(page, 'token').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('token-inspector [data-decoded]').waitFor()
    await field(page, 'nonce').focus()
    await page.keyboard.press('Enter')
    await page.locator('h3[data-verdict]:focus', { hasText: sound }).waitFor()
  })

  it('says without JavaScript what to do instead', async () => {
    const page = await openInspector(site, language, { javaScriptEnabled: false })
    // Playwright does not look for text inside <noscript>.
    const sentence = page.locator('token-inspector > noscript > p')
    expect(await sentence.isVisible()).toBe(true)
    expect(await sentence.textContent()).toContain(noScript)
    expect(await field(page, 'token').isVisible()).toBe(false)
  })

  it('checks the token of a real login with the practice provider’s keys', async () => {
    const { prefix, locale } = words[language]
    const page = await site.openPage({ locale })
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
