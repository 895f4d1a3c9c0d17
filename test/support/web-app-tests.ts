import { expect, it } from 'vitest'
import type { TestBrowser } from './browser.ts'
import { SiteClient, type SiteResponse } from './cookie-jar.ts'
import { enterAsTaro } from './practice-screens.ts'

interface WebApp {
  readonly url: string
  /** Path of the redirect URI. */
  readonly callback: string
  readonly browser: () => TestBrowser
  readonly issuer: () => string
}

/** What a sample with plain pages must do and refuse, whatever it is written in. */
export function webAppTests({ url, callback, browser, issuer }: WebApp): void {
  const begin = async (client: SiteClient): Promise<URL> => {
    const answer = await client.get('/login')
    return new URL(answer.headers.get('location') ?? '')
  }
  const answered = (begun: URL, changes: Readonly<Record<string, string>> = {}) => {
    const parameters = { code: 'made-up', state: begun.searchParams.get('state') ?? '' }
    return `${callback}?${new URLSearchParams({ ...parameters, iss: issuer(), ...changes })}`
  }
  const expectRefused = async (client: SiteClient, answer: SiteResponse) => {
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('The login was refused')
    expect((await client.get('/')).body).toContain('Please log in')
  }

  it('greets whoever logs in by name, and forgets them at the log-out', async () => {
    const page = await browser().openPage()
    await page.goto(url)
    expect(await page.locator('body').innerText()).toContain('Please log in')
    await page.getByRole('link', { name: 'Log in' }).click()
    await enterAsTaro(page)
    await page.getByRole('heading', { name: 'Hello, 山田太郎!', exact: true }).waitFor()
    expect(page.url()).toBe(`${url}/`)
    const cookies = await page.context().cookies(url)
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toContainEqual([
      ...[true, 'Lax'],
    ])
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Please log in' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Please log in' }).waitFor()
  })

  it('asks with state, nonce and PKCE, each time anew', async () => {
    const [one, two] = [await begin(new SiteClient(url)), await begin(new SiteClient(url))]
    expect(one.searchParams.get('code_challenge_method')).toBe('S256')
    expect(one.searchParams.get('redirect_uri')).toBe(`${url}${callback}`)
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)?.length).toBeGreaterThanOrEqual(20)
      expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name))
    }
  })

  it('refuses an answer that belongs to a login of another browser', async () => {
    const stranger = new SiteClient(url)
    const client = new SiteClient(url)
    const theirs = await begin(stranger)
    await expectRefused(client, await client.get(answered(theirs)))
    await begin(client)
    await expectRefused(client, await client.get(answered(theirs)))
  })

  it('refuses a code that the provider did not give', async () => {
    const client = new SiteClient(url)
    await expectRefused(client, await client.get(answered(await begin(client))))
  })

  it('refuses the provider’s error', async () => {
    const client = new SiteClient(url)
    const begun = await begin(client)
    await expectRefused(client, await client.get(answered(begun, { error: 'access_denied' })))
  })

  it('logs nobody out by a link', async () => {
    const client = new SiteClient(url)
    expect((await client.get('/logout')).status).toBeGreaterThanOrEqual(400)
  })

  it('names nobody without a login, whatever the cookie says', async () => {
    const client = new SiteClient(url)
    for (const name of ['session', 'my_app_session', 'my_app_login']) {
      await client.jar.setCookie(`${name}=eyJ1c2VyIjp7InN1YiI6IjEifX0=.x.y`, url)
    }
    expect((await client.get('/')).body).toContain('Please log in')
  })
}
