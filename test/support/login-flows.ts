import { describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { SiteClient } from './cookie-jar.ts'
import type { GenkanServer } from './genkan-server.ts'
import { logIn, people, toAccountChooser, toCallback } from './practice-login.ts'

export interface SessionAnswer {
  signedIn: boolean
  provider: string
  claims: Record<string, unknown>
  checks: { name: string; ok: boolean }[]
  expiresAt: string
}

/** What `/auth/session` says. */
export async function sessionOf(client: SiteClient): Promise<SessionAnswer> {
  return (await client.get('/auth/session')).json() as SessionAnswer
}

/** The ways of a login that hold on whatever store the server keeps them. */
export function testLoginFlows(serving: () => { readonly url: string }): void {
  const newClient = () => new SiteClient(serving().url)

  describe('a login on the practice provider', () => {
    it('ends where it began, with every check passed', async () => {
      const client = newClient()
      expect(await sessionOf(client)).toEqual({ signedIn: false })
      const ended = await logIn(client, 'taro', '/ja/demo/')
      expect([ended.status, ended.headers.get('location')]).toEqual([303, '/ja/demo/'])
      const session = await sessionOf(client)
      expect(session).toMatchObject({ signedIn: true, provider: 'practice' })
      expect(session.checks.map(({ name }) => name)).toEqual(idTokenCheckNames)
      expect(session.checks.filter(({ ok }) => !ok)).toEqual([])
      expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now())
      const page = (await client.get('/ja/demo/')).html()
      expect(page.querySelector('h1')?.text.trim()).toBe('こんにちは、山田太郎さん!')
    })

    it('works in two tabs at once, whichever ends first', async () => {
      const client = newClient()
      const [one, two] = [await toAccountChooser(client), await toAccountChooser(client)]
      const ofTwo = await toCallback(client, two, 'hanako')
      const ofOne = await toCallback(client, one, 'taro')
      expect((await client.get(ofTwo)).status).toBe(303)
      expect((await sessionOf(client)).claims).toMatchObject({ sub: people.hanako })
      expect((await client.get(ofOne)).status).toBe(303)
      expect((await sessionOf(client)).claims).toMatchObject({ sub: people.taro })
    })

    it('comes back as access_denied when it is cancelled, at either screen', async () => {
      const client = newClient()
      const chooser = await toAccountChooser(client, '/ja/demo/')
      const refused = await client.followAll(
        await client.submit(chooser, { button: '[name=cancel]' }),
      )
      expect([
        refused.status,
        refused.html().querySelector('main')?.getAttribute('data-error'),
      ]).toEqual([400, 'provider_error'])
      expect(refused.body).toContain('access_denied')
      expect(refused.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
      expect(await sessionOf(client)).toEqual({ signedIn: false })
      const again = await toAccountChooser(client)
      const consent = await client.followAll(
        await client.submit(again, { button: `button[value="${people.taro}"]` }),
      )
      const answer = await client.submit(consent, { button: 'button[value=cancel]' })
      expect((await client.followAll(answer)).body).toContain('access_denied')
    })

    it('takes the answers of a person again whose redirect never came', async () => {
      const client = newClient()
      const chooser = await toAccountChooser(client)
      const choice = { button: `button[value="${people.taro}"]` }
      await client.submit(chooser, choice)
      const consent = await client.followAll(await client.submit(chooser, choice))
      const agreement = { button: 'button[value=agree]' }
      await client.submit(consent, agreement)
      const shownAgain = await client.get(consent.url)
      const agreed = await client.submit(shownAgain, agreement)
      const callback = await client.follow(agreed)
      expect((await client.follow(callback)).headers.get('location')).toBe('/demo/')
      expect((await sessionOf(client)).claims).toMatchObject({ sub: people.taro })
    })
  })

  describe('the log-out', () => {
    it('ends the session here, for copies of the cookie too', async () => {
      const [client, copy] = [newClient(), newClient()]
      await logIn(client)
      for (const cookie of await client.jar.getCookies(serving().url)) {
        await copy.jar.setCookie(cookie, serving().url)
      }
      expect(await sessionOf(copy)).toMatchObject({ signedIn: true })
      const ended = await client.post('/auth/logout', { return_to: '/ja/demo/' })
      expect([ended.status, ended.headers.get('location')]).toEqual([303, '/ja/demo/'])
      expect(await sessionOf(client)).toEqual({ signedIn: false })
      expect(await sessionOf(copy)).toEqual({ signedIn: false })
    })

    it('takes the place of an earlier session, which is over', async () => {
      const [client, copy] = [newClient(), newClient()]
      await logIn(client, 'taro')
      for (const cookie of await client.jar.getCookies(serving().url)) {
        await copy.jar.setCookie(cookie, serving().url)
      }
      await logIn(client, 'hanako')
      expect((await sessionOf(client)).claims).toMatchObject({ sub: people.hanako })
      expect(await sessionOf(copy)).toEqual({ signedIn: false })
    })
  })
}

/** What outlives a restart on the same store. */
export function testRestart(serving: () => Pick<GenkanServer, 'url' | 'restart'>): void {
  const newClient = () => new SiteClient(serving().url)

  it('survives a restart: the session, the keys, a login under way', async () => {
    const [signedIn, underWay] = [newClient(), newClient()]
    await logIn(signedIn)
    const chooser = await toAccountChooser(underWay)
    const keys = (await signedIn.get('/practice/oauth2/v3/certs')).body
    await serving().restart()
    expect(await sessionOf(signedIn)).toMatchObject({ signedIn: true })
    expect((await signedIn.get('/practice/oauth2/v3/certs')).body).toBe(keys)
    expect((await underWay.get(await toCallback(underWay, chooser))).status).toBe(303)
  })
}
