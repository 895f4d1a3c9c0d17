import { describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { expectNoAxeViolations } from '../support/browser.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()

const count = idTokenCheckNames.length
const words = {
  en: {
    locale: 'en-US',
    prefix: '',
    send: 'Send both requests',
    came: 'An id_token came with it',
    none: 'No id_token',
    knows: new RegExp(`Who logged in.*\\b${count} checks, none failed\\.`),
    nothing: /That somebody allowed something/,
    away: /This server did not answer/,
    limited: /Too many requests from your address/,
  },
  ja: {
    locale: 'ja-JP',
    prefix: '/ja',
    send: '2つのリクエストを送る',
    came: 'id_tokenが付いています',
    none: 'id_tokenはありません',
    knows: new RegExp(`誰が、.*${count}個の検証を行い、失敗はありませんでした。`),
    nothing: /誰かが何かを許可した/,
    away: /このサーバーから応答がありません/,
    limited: /同じアドレスからのリクエストが多すぎます/,
  },
} as const

const guide = (prefix: string) => `${prefix}/concepts/oauth-and-oidc/`

describe.each(['en', 'ja'] as const)('the live difference in %s', (language) => {
  const { locale, prefix, send, came, none, knows, nothing, away, limited } = words[language]

  it('shows both answers in place, by keyboard alone', async () => {
    const page = await site.openPage({ locale })
    const problems: string[] = []
    await page.goto(guide(prefix))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('framenavigated', () => problems.push('the page was left'))
    await page.getByRole('button', { name: send }).focus()
    await page.keyboard.press('Enter')
    const [left, right] = [page.locator('[data-run=with]'), page.locator('[data-run=without]')]
    await left.getByText(came).waitFor()
    await left.getByText(knows).waitFor()
    await right.getByText(none).waitFor()
    await right.getByText(nothing).waitFor()
    expect(await left.getByText(none).isVisible()).toBe(false)
    expect(await right.getByText(came).isVisible()).toBe(false)
    expect(await left.locator('mark').innerText()).toBe('&scope=openid email profile')
    expect(await right.locator('mark').innerText()).toBe('&scope=email profile')
    expect(await left.locator('[data-claims]').innerText()).toContain('taro.yamada@mail.example')
    expect(await right.locator('[data-claims]').isVisible()).toBe(false)
    expect(problems).toEqual([])
  })

  it('opens a page with both answers without JavaScript', async () => {
    const page = await site.openPage({ locale, javaScriptEnabled: false })
    await page.goto(guide(prefix))
    await page.getByRole('button', { name: send }).click()
    await page.locator('[data-run=with]').getByText(came).waitFor()
    const { pathname, hash } = new URL(page.url())
    expect([pathname, hash]).toEqual([`${prefix}/lab/scopes/`, '#answers'])
    await page.locator('[data-run=without]').getByText(nothing).waitFor()
  })

  it('says what happened where no answer comes, and where it is refused', async () => {
    const page = await site.openPage({ locale })
    await page.goto(guide(prefix))
    await page.route('**/lab/scopes/', (route) => route.abort())
    await page.getByRole('button', { name: send }).click()
    await page.getByRole('alert').getByText(away).waitFor()
    await page.unroute('**/lab/scopes/')
    const json = { error: { code: 'rate_limited' } }
    await page.route('**/lab/scopes/', (route) => route.fulfill({ status: 429, json }))
    await page.getByRole('button', { name: send }).click()
    await page.getByRole('alert').getByText(limited).waitFor()
    await expectNoAxeViolations(page)
    await page.unroute('**/lab/scopes/')
    await page.getByRole('button', { name: send }).click()
    await page.locator('[data-run=with]').getByText(came).waitFor()
    expect(await page.locator('[data-problem]').innerText()).toBe('')
  })
})

describe.each([
  ['en', 'light', 360],
  ['en', 'dark', 1280],
  ['ja', 'light', 1280],
  ['ja', 'dark', 360],
] as const)('the live difference in %s, %s, %i px wide', (language, colorScheme, width) => {
  const { locale, prefix, send, came } = words[language]

  it.each([guide(prefix), `${prefix}/lab/scopes/`])(
    '%s has no violation of axe and no sideways scroll',
    async (path) => {
      const page = await site.openPage({ locale, colorScheme, viewport: { width, height: 800 } })
      await page.goto(path)
      await expectNoAxeViolations(page)
      await page.getByRole('button', { name: send }).click()
      await page.locator('[data-run=with]').getByText(came).waitFor()
      await expectNoAxeViolations(page)
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(scroll).toBeLessThanOrEqual(width)
      const [left, right] = await Promise.all(
        ['with', 'without'].map((run) => page.locator(`[data-run=${run}]`).boundingBox()),
      )
      expect(left?.y === right?.y).toBe(width > 360)
    },
  )
})
