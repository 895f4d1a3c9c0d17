import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { practiceClient } from '../../src/lib/snippets/preregistered-client.ts'
import { type TestBrowser, startBrowser } from '../support/browser.ts'
import { buildConfiguration } from '../support/configuration-builder.ts'
import { filledSettings } from '../support/filled-settings.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { enterAsTaro } from '../support/practice-screens.ts'
import { describePython, pythonPath } from '../support/python.ts'
import { type SampleApp, startSample } from '../support/sample-app.ts'
import { type SampleFolder, prepareSample } from '../support/sample-folder.ts'
import { runShell } from '../support/shell.ts'
import { commands } from './shown-commands.ts'

const url = 'http://localhost:8501'
const activate = '. .venv/bin/activate'
const quiet = { STREAMLIT_SERVER_HEADLESS: 'true', STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false' }
const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

const words = {
  en: { locale: 'en-US', program: 'main.py', logIn: 'Log in', logOut: 'Log out' },
  ja: { locale: 'ja-JP', program: 'main.ja.py', logIn: 'ログイン', logOut: 'ログアウト' },
} as const
const greetings = { en: 'Hello, 山田太郎!', ja: 'こんにちは、山田太郎さん！' }
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

describePython('the Streamlit app of the guide', () => {
  let genkan: GenkanServer
  let browser: TestBrowser
  let folder: SampleFolder
  let app: SampleApp | undefined

  beforeAll(async () => {
    folder = await prepareSample({
      sample: 'streamlit',
      manifest: ['pyproject.toml'],
      // Then what pyproject.toml asks for, which must change nothing, and the tests' own needs.
      install: `${commands.installStreamlit}\npip install . pytest`,
      python: pythonPath(),
    })
    genkan = await startGenkan()
    browser = await startBrowser(genkan.url)
  })
  afterAll(async () => {
    // Each of them is missing where its own start failed.
    await app?.stop()
    await browser?.close()
    await genkan?.stop()
  })

  /** Streamlit takes its time on a busy machine: more than the pages of this site. */
  async function openPage(locale: 'en-US' | 'ja-JP' = 'en-US'): Promise<Page> {
    const page = await browser.openPage({ locale })
    page.context().setDefaultTimeout(30_000)
    return page
  }

  /** Starts the app anew with this program and these settings. */
  async function start(program: string, settings: string): Promise<SampleApp> {
    await app?.stop()
    folder.copy(program, 'main.py')
    folder.write('.streamlit/secrets.toml', settings)
    const command = commands.runStreamlit
    app = await startSample({ folder, url, command, before: activate, env: quiet })
    return app
  }

  /** Filled in without the builder, with the secret of the command that the guide shows. */
  async function settings(file = '.streamlit/secrets.example.toml'): Promise<string> {
    const place = { cwd: folder.path, searchPath: folder.searchPath, limitMs: 10_000 }
    const cookieSecret = (await runShell(commands.cookieSecret, place)).trim()
    expect(cookieSecret).toMatch(/^[0-9a-f]{64}$/)
    const { clientId: id, clientSecret: secret } = practiceClient
    const issuer = `${genkan.url}/practice`
    return filledSettings(`streamlit/${file}`, { id, secret, issuer, cookieSecret })
  }

  it.each(['en', 'ja'] as const)('greets whoever logs in by name (%s)', async (language) => {
    const { locale, program, logIn, logOut } = words[language]
    const page = await openPage(locale)
    const guide = language === 'ja' ? '/ja/guide/streamlit/' : '/guide/streamlit/'
    await start(program, await buildConfiguration(page, guide, 'streamlit'))
    await page.goto(url)
    await button(page, logIn).click()
    await enterAsTaro(page)
    await page.getByText(greetings[language], { exact: true }).waitFor()
    expect(page.url()).toBe(`${url}/`)
    await page.reload()
    await button(page, logOut).click()
    await button(page, logIn).waitFor()
    expect(await page.getByText('山田太郎').count()).toBe(0)
    await page.reload()
    await button(page, logIn).waitFor()
  })

  it('says in its log alone why a callback without a login was refused', async () => {
    const { output } = await start('main.py', await settings())
    const page = await openPage()
    await page.goto(`${url}/oauth2callback?code=x&state=y`)
    await button(page, 'Log in').waitFor()
    expect(output()).toContain('Missing provider for OAuth callback')
  })

  it('forgets a login that was begun at 127.0.0.1 instead of localhost', async () => {
    const { output } = await start('main.py', await settings())
    const page = await openPage()
    await page.goto('http://127.0.0.1:8501')
    await button(page, 'Log in').click()
    await enterAsTaro(page)
    await page.waitForURL(`${url}/`)
    await button(page, 'Log in').waitFor()
    expect(output()).toContain('Missing provider for OAuth callback')
  })

  it('lets a browser finish the login that it began last', async () => {
    await start('main.py', await settings())
    const first = await openPage()
    const second = await first.context().newPage()
    for (const page of [first, second]) {
      await page.goto(url)
      await button(page, 'Log in').click()
      await page.getByRole('button', { name: /山田太郎/ }).waitFor()
    }
    await enterAsTaro(first)
    await first.waitForURL(`${url}/`)
    await button(first, 'Log in').waitFor()
    await enterAsTaro(second)
    await second.getByText(greetings.en, { exact: true }).waitFor()
  })

  it('is refused by the practice provider with another port in redirect_uri', async () => {
    await start('main.py', (await settings()).replace(':8501/', ':8502/'))
    const page = await openPage()
    await page.goto(url)
    await button(page, 'Log in').click()
    const refusal = page.locator('main[data-practice-error]')
    await refusal.waitFor()
    expect(await refusal.innerText()).toContain('redirect_uri')
  })

  it.each([
    ['en', 'Log in with the practice provider', 'Hello, 山田太郎 (ISSUER)!'],
    ['ja', '練習用プロバイダーでログイン', 'こんにちは、山田太郎さん（ISSUER）！'],
  ] as const)('offers two providers (%s)', async (language, logIn, greeting) => {
    const { locale, program, logOut } = words[language]
    const example = await settings('two-providers/.streamlit/secrets.example.toml')
    const here = example.replace('http://localhost:4321', genkan.url)
    await start(`two-providers/${program}`, here)
    const page = await openPage(locale)
    await page.goto(url)
    await button(page, logIn).click()
    await enterAsTaro(page)
    const issuer = `${genkan.url}/practice`
    await page.getByText(greeting.replace('ISSUER', issuer), { exact: true }).waitFor()
    await button(page, logOut).click()
    await button(page, logIn).waitFor()
  })

  it('passes the tests in Python', async () => {
    const output = await runShell(
      `. '${folder.path}/.venv/bin/activate'\npython -m pytest -q -p no:cacheprovider test/samples`,
      {
        cwd: projectRoot,
        searchPath: folder.searchPath,
        env: { PYTHONDONTWRITEBYTECODE: '1' },
        limitMs: 110_000,
      },
    )
    expect(output).toMatch(/\b\d+ passed/)
  })
})
