import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBrowser, expectNoAxeViolations, startBrowser } from '../support/browser.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { hasFocus, pressAt, tabTo, typeAt } from '../support/keyboard.ts'
import { enterAsTaro } from '../support/practice-screens.ts'

const printed = 'http://localhost8501/oauth2callback'
const redirectUri = 'http://localhost:8501/oauth2callback'

let server: GenkanServer
let browser: TestBrowser
beforeAll(async () => {
  server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
  browser = await startBrowser(server.url)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const demoRedirectUri = () => `${server.url}/auth/callback/practice`
const pathOf = (page: Page) => new URL(page.url()).pathname
const session = async (page: Page) =>
  (await (await page.request.get('/auth/session')).json()) as unknown
const newSecret = async (page: Page) =>
  /GKNSPX-[\w-]{28}/.exec(await page.locator('.new-secret').innerText())?.[0] ?? ''
const clientIdOf = (page: Page) => pathOf(page).split('/').at(-2) ?? ''

describe('guided mode in Japanese, by keyboard alone', () => {
  it('goes from the first step to a login with one’s own client', { timeout: 60_000 }, async () => {
    const page = await browser.openPage({ locale: 'ja-JP' })
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
    const link = (name: string | RegExp) => page.getByRole('link', { name })
    /** What the guide says next; it has the focus, so that it is read out. */
    const next = async (title: string) => {
      const heading = page.getByRole('heading', { level: 2, name: title, exact: true })
      await heading.waitFor()
      expect(await hasFocus(heading), title).toBe(true)
    }
    await page.goto('/ja/lab/console/')
    await tabTo(page, page.locator('#projectName'))
    await page.keyboard.press('Control+A')
    await page.keyboard.type('はじめてのログイン')
    await pressAt(page, button('プロジェクトを作成する'))
    await next('「開始」を押す')
    await pressAt(page, link(/^開始/))
    await next('アプリの情報を入れる')
    await typeAt(page, page.locator('#appName'), 'わたしのアプリ')
    await typeAt(page, page.locator('#supportEmail'), 'taro.yamada@mail.example')
    await pressAt(page, button(/^Next/))
    await next('対象を選ぶ')
    await tabTo(page, page.locator('[value=internal]'))
    await page.keyboard.press('ArrowDown')
    await pressAt(page, button(/^Next/))
    await next('連絡先を入れる')
    await typeAt(page, page.locator('#contactEmails'), 'taro.yamada@mail.example')
    await pressAt(page, button(/^Next/))
    await next('同意して作成する')
    await pressAt(page, page.locator('[name=agreed]'), 'Space')
    await pressAt(page, button(/^作成/))
    await next('「対象」を開く')
    await pressAt(page, link(/^対象/))
    await next('自分をテストユーザーに追加する')
    await typeAt(page, page.locator('#testUsers'), 'taro.yamada@mail.example')
    await pressAt(page, button(/^Add users/))
    await next('クライアントの作成を始める')
    await pressAt(page, link('その画面へ'))
    await page.waitForURL('**/ja/lab/console/clients/')
    await pressAt(page, link(/^Create client/))

    await next('クライアントの入力欄を埋める')
    await tabTo(page, page.locator('#type'))
    await page.keyboard.press('ArrowDown')
    await typeAt(page, page.locator('#name'), '手元のStreamlit')
    const uris = page.locator('#redirectUris')
    await typeAt(page, uris, printed)
    await pressAt(page, button(/^作成/))
    const wrong = page.locator('#redirectUris-wrong')
    await wrong.filter({ hasText: 'コロン' }).waitFor()
    expect(await hasFocus(uris)).toBe(true)
    expect(await uris.inputValue()).toBe(printed)
    expect(await page.locator('#name').inputValue()).toBe('手元のStreamlit')
    expect(await page.locator('#type').inputValue()).toBe('web')
    await page.locator('.guide li', { hasText: 'ここを直す' }).getByText('8501').waitFor()
    await page.keyboard.press('Control+Home')
    const colonAt = 'http://localhost'.length
    for (let at = 0; at < colonAt; at += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.type(':')
    expect(await uris.inputValue()).toBe(redirectUri)
    await pressAt(page, button(/^作成/))

    await next('シークレットを保存する')
    const clientId = clientIdOf(page)
    const secret = await newSecret(page)
    await pressAt(page, button('保存しました'))
    await next('デモのアドレスも登録する')
    expect(await page.getByText(secret).count()).toBe(0)
    await tabTo(page, uris)
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type(demoRedirectUri())
    await pressAt(page, button(/^Save/))
    await next('自分のクライアントでログインする')
    await typeAt(page, page.locator('#client_secret'), secret)
    await pressAt(page, button('自分のクライアントでログイン'))

    const taro = page.getByRole('button', { name: /山田太郎/ })
    await taro.waitFor()
    await pressAt(page, taro)
    const agree = page.locator('button[value=agree]')
    await agree.waitFor()
    expect(await page.locator('main').innerText()).toContain('わたしのアプリ')
    await pressAt(page, agree)
    await page.getByRole('heading', { level: 1, name: /^こんにちは、山田太郎さん/ }).waitFor()
    expect(await session(page)).toMatchObject({ signedIn: true, claims: { aud: clientId } })

    await page.goto('/ja/lab/console/')
    await pressAt(page, link('続ける'))
    await next('すべてのステップが完了しました')
    expect(pathOf(page)).toBe('/ja/lab/console/google/')
    await page.getByText('19ステップ中19ステップ完了').waitFor()
    expect(await page.locator('main').innerText()).toContain(clientId)
  })
})

type Look = (page: Page) => Promise<void>
const noLook: Look = () => Promise.resolve()

/** Goes through every screen, wrong answers included; ends on the page of a new client. */
async function walk(page: Page, prefix: string, look: Look = noLook, mode = 'guided') {
  const open = (path: string) => page.goto(`${prefix}/lab/console/${path}`)
  const send = async (next: string) => {
    await page.locator('.screen form.g-flow').last().locator('button').last().click()
    await page.locator(next).waitFor()
    await look(page)
  }
  await open('')
  await look(page)
  await page.locator(`[name=mode][value=${mode}]`).check()
  await send('nav [aria-current=page]')
  await open('overview/create/')
  await send('#appName-wrong')
  await page.locator('#appName').fill('My app')
  await page.locator('#supportEmail').fill('taro.yamada@mail.example')
  await send('[value=external]')
  await page.locator('[value=external]').check()
  await send('#contactEmails')
  await page.locator('#contactEmails').fill('taro.yamada@mail.example')
  await send('[name=agreed]')
  await page.locator('[name=agreed]').check()
  await send('.screen a.g-button')
  for (const path of ['branding/', 'data-access/', 'audience/']) {
    await open(path)
    await look(page)
  }
  await page.locator('#testUsers').fill('taro.yamada@mail.example')
  await send('#test-users .rows')
  await open('clients/')
  await look(page)
  await open('clients/new/')
  await send('#type-wrong')
  await page.locator('#type').selectOption('web')
  await page.locator('#name').fill('A client')
  await page.locator('#redirectUris').fill(`${redirectUri}\n${demoRedirectUri()}`)
  await send('.new-secret')
}

/** From the page of a new client, to the demo. */
async function logIn(page: Page): Promise<string> {
  const clientId = clientIdOf(page)
  await page.locator('#client_secret').fill(await newSecret(page))
  await page.locator('form[action="/auth/login"] button').click()
  await enterAsTaro(page)
  await page.locator('login-flow').waitFor()
  return clientId
}

describe.each([
  ['English', ''],
  ['Japanese', '/ja'],
])('in %s', (name, prefix) => {
  const locale = prefix ? 'ja-JP' : 'en-US'

  it.each(['light', 'dark'] as const)(
    `every screen is good in ${name}, %s: no violation of axe, no sideways scroll at 360 px`,
    { timeout: 90_000 },
    async (colorScheme) => {
      const page = await browser.openPage({ locale, colorScheme })
      const look = async () => {
        await page.setViewportSize({ width: 1280, height: 800 })
        await expectNoAxeViolations(page)
        await page.setViewportSize({ width: 360, height: 640 })
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width, `sideways scroll on ${page.url()}`).toBe(360)
      }
      await walk(page, prefix, look)
      const client = page.url()
      await page.goto(`${prefix}/lab/console/google/`)
      await look()
      await page.goto(client)
      await page.locator('button[value=delete-client]').click()
      await page.locator('button[value=restore-client]').waitFor()
      await page.goto(`${prefix}/lab/console/clients/`)
      await look()
      await page.goto(`${prefix}/lab/console/`)
      await look()
    },
  )

  it('works without JavaScript, from the first step to a login', { timeout: 60_000 }, async () => {
    const page = await browser.openPage({ locale, javaScriptEnabled: false })
    await walk(page, prefix)
    const clientId = await logIn(page)
    expect(await session(page)).toMatchObject({ signedIn: true, claims: { aud: clientId } })
    await page.goto(`${prefix}/lab/console/`)
    await page.locator('.screen a.g-button').click()
    expect(await page.locator('.guide progress').getAttribute('value')).toBe('17')
  })
})

describe('progress', () => {
  it('outlives a reload, another page, the way back, and the other language', async () => {
    const page = await browser.openPage()
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
    const page = await browser.openPage()
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
    const page = await browser.openPage()
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
    const page = await browser.openPage()
    await page.goto('/lab/console/')
    await page.locator('[value=free]').check()
    await page.getByRole('button', { name: 'Create the project' }).click()
    const heading = page.getByRole('heading', { level: 1, name: 'Overview' })
    await heading.waitFor()
    expect(await hasFocus(heading)).toBe(true)
  })
})
