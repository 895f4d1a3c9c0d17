import { beforeAll, describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { type LieName, lies } from '../../src/lib/tamper/lies.ts'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { startGenkan } from '../support/genkan-server.ts'
import { logIn } from '../support/practice-login.ts'
import { startHostileProvider } from '../support/hostile-provider/hostile-provider.ts'
import { sharedSite } from '../support/shared.ts'

const names = Object.keys(lies) as LieName[]
const bench = '/lab/tamper/'

const server = sharedSite()
let reader: SiteClient
beforeAll(async () => {
  reader = new SiteClient(server.url)
  await logIn(reader, 'taro', bench)
})

const session = async (client = reader) => (await client.get('/auth/session')).json()
const judge = (lie: string, path = bench) => reader.post(path, { lie })

/** The checks of a page by their verdict, as the ladder shows them, in its order. */
function failedOn(page: SiteResponse) {
  const steps = page.html().querySelectorAll('ol > li')
  expect(steps).toHaveLength(idTokenCheckNames.length)
  return idTokenCheckNames.filter((_, index) => steps[index]?.classList.contains('fail'))
}

const tokenOn = (page: SiteResponse) =>
  page.html().querySelector('[data-answer] [data-raw]')?.text.replaceAll(/\s/g, '') ?? ''

describe('without a login', () => {
  it.each([
    ['/lab/tamper/', 'en'],
    ['/ja/lab/tamper/', 'ja'],
  ])('%s explains, and offers one that comes back', async (path, language) => {
    const page = await new SiteClient(server.url).get(path)
    expect(page.status).toBe(200)
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe(language)
    expect(page.html().querySelector('tamper-bench')).toBeNull()
    const form = page.html().querySelector('form[action="/auth/login"]')
    const value = (name: string) => form?.querySelector(`[name=${name}]`)?.getAttribute('value')
    expect([value('provider'), value('return_to')]).toEqual(['practice', path])
  })

  it('judges nothing that is posted, either', async () => {
    const page = await new SiteClient(server.url).post(bench, { lie: 'audience' })
    expect(page.html().querySelector('form[action="/auth/login"]')).not.toBeNull()
    expect(page.html().querySelector('#answer')).toBeNull()
  })
})

describe('with a practice login', () => {
  it('believes the token of the login, all the checks', async () => {
    const page = await reader.get(bench)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(page.html().querySelectorAll('ol > li.pass')).toHaveLength(idTokenCheckNames.length)
    expect(page.html().querySelector('h2.believed')).not.toBeNull()
  })

  it.each(names)('refuses %s by the checks that it is about', async (name) => {
    const page = await judge(name)
    expect(page.status).toBe(200)
    expect(failedOn(page)).toEqual(lies[name].failing)
    const caught = page.html().querySelectorAll('[data-check]')
    expect(caught.map((check) => check.getAttribute('data-check')).toSorted()).toEqual(
      lies[name].failing.toSorted(),
    )
    expect(caught[0]?.getAttribute('data-check')).toBe(lies[name].own)
    expect(page.html().querySelector('#answer')?.getAttribute('data-choice')).toBe(name)
    expect(page.html().querySelector('input[checked]')?.getAttribute('value')).toBe(name)
  })

  it('shows what was changed, before and after', async () => {
    const page = (await judge('audience')).html()
    const line = (mark: string) =>
      page.querySelector(`[data-part=payload] [data-mark=${mark}] code`)?.text.trim()
    expect([line('was'), line('now')]).toEqual([
      '"aud": "demo.apps.genkan.practice"',
      '"aud": "another-app.example"',
    ])
    expect(page.querySelector('[data-naive]')?.text).toContain('Hello, 山田太郎!')
  })

  it('shows an app that only decodes crash on what is no token', async () => {
    const page = (await judge('five_parts')).html()
    expect(page.querySelector('[data-naive]')?.text.trim()).toBe('Nothing: it crashed.')
  })

  it('answers in Japanese on the Japanese page', async () => {
    const page = (await judge('expired', '/ja/lab/tamper/')).html()
    expect(page.querySelector('html')?.getAttribute('lang')).toBe('ja')
    expect(page.querySelector('#answer')?.text).toContain('有効期限')
  })

  it.each(['', 'no such lie', '__proto__', 'constructor'])(
    'answers 400 to a lie it does not know (%o), and stays',
    async (lie) => {
      const page = await judge(lie)
      expect(page.status).toBe(400)
      expect(page.html().querySelectorAll('input[name=lie]')).toHaveLength(names.length + 1)
      expect(page.html().querySelector('ol > li')).toBeNull()
    },
  )

  it('refuses what another site posts', async () => {
    for (const path of [bench, '/ja/lab/tamper/']) {
      const page = await reader.post(path, { lie: 'audience' }, { Origin: 'https://evil.example' })
      expect(page.status).toBe(403)
      const html = page.html()
      expect(html.querySelector('main')?.getAttribute('data-error')).toBe('cross_origin_request')
      expect(html.querySelector('html')?.getAttribute('lang')).toBe(
        path.startsWith('/ja/') ? 'ja' : 'en',
      )
    }
  })
})

describe('with a login at a provider of one’s own', () => {
  it('writes no lies, and offers a practice login', async () => {
    const provider = await startHostileProvider()
    const own = await startGenkan({
      env: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.client.id,
        OIDC_CLIENT_SECRET: provider.client.secret,
        OIDC_NAME: 'Our Own',
      },
    })
    try {
      const client = new SiteClient(own.url)
      await client.followAll(await client.post('/auth/login', { provider: 'custom' }))
      for (const page of [await client.get(bench), await client.post(bench, { lie: 'audience' })]) {
        expect(page.html().querySelector('main')?.text).toContain('logged in with Our Own')
        expect(page.html().querySelector('[data-answer]')).toBeNull()
        expect(page.html().querySelector('form[action="/auth/login"]')).not.toBeNull()
      }
    } finally {
      await own.stop()
      await provider.stop()
    }
  })
})

describe('no lie becomes a login', () => {
  it('sets no cookie and leaves the session as it was', async () => {
    const before = await session()
    for (const name of [...names, 'truth', 'unknown']) {
      expect((await judge(name)).headers.getSetCookie()).toEqual([])
    }
    expect((await reader.get(bench)).headers.getSetCookie()).toEqual([])
    expect(await session()).toEqual(before)
  })

  it('is worth nothing wherever it is sent', async () => {
    for (const name of ['subject_swapped', 'other_key', 'alg_none', 'header_jwk'] as const) {
      const token = tokenOn(await judge(name))
      expect(token.split('.')).toHaveLength(3)
      const thief = new SiteClient(server.url)
      const fields = { id_token: token, token, code: token, state: token, provider: 'practice' }
      const query = new URLSearchParams(fields)
      await thief.jar.setCookie(`genkan_session=${token}`, server.url)
      await thief.get(`/auth/callback/practice?${query}`)
      await thief.post('/auth/callback/practice', fields)
      await thief.post(bench, fields)
      await thief.get('/auth/session', { authorization: `Bearer ${token}` })
      expect(await session(thief)).toEqual({ signedIn: false })
      const userInfo = await thief.get('/practice/v1/userinfo', {
        authorization: `Bearer ${token}`,
      })
      expect(userInfo.status).toBe(401)
    }
  })
})
