import { beforeAll, describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { logIn } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

interface Run {
  readonly scope: string
  readonly request: readonly { readonly text: string; readonly differs: boolean }[]
  readonly token: { readonly status: number; readonly text: string }
  readonly userInfo: { readonly status: number; readonly text: string }
  readonly identity: {
    readonly claims: readonly { readonly name: string; readonly value: string }[]
    readonly checks: number
    readonly failed: number
  } | null
}

const json = { accept: 'application/json' }
const pages = [
  ['/lab/scopes/', 'en'],
  ['/ja/lab/scopes/', 'ja'],
] as const

const server = sharedSite()
let reader: SiteClient
beforeAll(async () => {
  reader = new SiteClient(server.url)
})

/** The members of a body that stands below the head of an answer. */
const members = ({ text }: { readonly text: string }) =>
  JSON.parse(text.slice(text.indexOf('\n\n'))) as Record<string, unknown>

async function send(): Promise<{ readonly with: Run; readonly without: Run }> {
  const answer = await reader.post('/lab/scopes/', {}, json)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const { runs } = answer.json() as { readonly runs: readonly [Run, Run] }
  return { with: runs[0], without: runs[1] }
}

describe('the same request with and without openid', () => {
  it('differs in scope, and in nothing else but random values', async () => {
    const runs = await send()
    const fixed = ({ request }: Run) =>
      request
        .filter(({ differs }) => !differs)
        .map(({ text }) => text.replace(/^(&(?:state|nonce|code_challenge)=).{43}$/, '$1'))
    expect(fixed(runs.with)).toEqual(fixed(runs.without))
    expect(fixed(runs.with)).toEqual(expect.arrayContaining(['&state=', '&nonce=']))
    const marked = ({ request }: Run) => request.filter(({ differs }) => differs)
    expect(marked(runs.with)).toEqual([{ text: '&scope=openid email profile', differs: true }])
    expect(marked(runs.without)).toEqual([{ text: '&scope=email profile', differs: true }])
  })

  it('is answered with an ID token, and without one', async () => {
    const runs = await send()
    const names = ['access_token', 'expires_in', 'scope', 'token_type']
    expect(Object.keys(members(runs.with.token)).sort()).toEqual([...names, 'id_token'].sort())
    expect(Object.keys(members(runs.without.token)).sort()).toEqual(names)
    expect(members(runs.without.token).scope).toBe('email profile')
    expect(runs.with.identity).toMatchObject({
      checks: idTokenCheckNames.length,
      failed: 0,
    })
    const claims = new Map(runs.with.identity?.claims.map(({ name, value }) => [name, value]))
    expect(claims.get('iss')).toBe(`${server.url}/practice`)
    expect(claims.get('aud')).toBe('demo.apps.genkan.practice')
    expect(runs.with.request.map(({ text }) => text)).toContain(`&nonce=${claims.get('nonce')}`)
    expect(runs.without.identity).toBeNull()
  })

  it('opens UserInfo, and does not', async () => {
    const runs = await send()
    expect(runs.with.userInfo.status).toBe(200)
    expect(members(runs.with.userInfo)).toMatchObject({ sub: '104729000000000000017' })
    expect(runs.without.userInfo.status).toBe(403)
    expect(runs.without.userInfo.text).toContain('error="insufficient_scope"')
  })

  it('shows no secret, sets no cookie and leaves the session alone', async () => {
    const visitor = new SiteClient(server.url)
    await logIn(visitor)
    const session = (await visitor.get('/auth/session')).json()
    for (const headers of [json, {}]) {
      const answer = await visitor.post('/lab/scopes/', {}, headers)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.body).not.toMatch(/eyJ[\w-]{20}|[?&]code=|code_verifier|Basic /)
      expect(answer.body).toMatch(/access_token(?:\\"|&quot;|")+: (?:\\"|&quot;|")+•{8}/)
    }
    expect((await visitor.get('/auth/session')).json()).toEqual(session)
  })
})

describe.each(pages)('%s', (path, language) => {
  it('offers to send them, and shows both answers without JavaScript', async () => {
    const page = await reader.get(path)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe(language)
    expect(page.html().querySelector('[data-answer] article')).toBeNull()
    const answered = await reader.submit(page, { form: 'scope-difference form' })
    expect(new URL(answered.url).pathname).toBe(path)
    const articles = answered.html().querySelectorAll('[data-answer] article')
    // The parser reads no elements within <pre>.
    const marked = articles.map((article) => /<mark[^>]*>([^<]*)</.exec(article.innerHTML)?.[1])
    expect(marked).toEqual(['&amp;scope=openid email profile', '&amp;scope=email profile'])
    const shown = articles.map((article) =>
      article
        .querySelectorAll('[data-if]:not([hidden])')
        .map((part) => part.getAttribute('data-if')),
    )
    expect(shown).toEqual([
      ['id_token', 'answers'],
      ['no_id_token', 'refuses'],
    ])
  })

  it('refuses what another site posts', async () => {
    const origin = { Origin: 'https://evil.example' }
    const page = await reader.post(path, {}, origin)
    expect(page.status).toBe(403)
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe(language)
    expect(page.html().querySelector('main')?.getAttribute('data-error')).toBe(
      'cross_origin_request',
    )
    const answer = await reader.post(path, {}, { ...origin, ...json })
    expect([answer.status, answer.json()]).toMatchObject([
      403,
      { error: { code: 'cross_origin_request' } },
    ])
  })

  it('is reached by the form of the guide', async () => {
    const guide = path.replace('lab/scopes', 'concepts/oauth-and-oidc')
    const form = (await reader.get(guide)).html().querySelector('scope-difference form')
    expect([form?.getAttribute('method'), form?.getAttribute('action')]).toEqual([
      'post',
      `${path}#answers`,
    ])
  })
})

describe('the practice provider, asked without openid', () => {
  const authorize = (parameters: Record<string, string>) =>
    reader.get(
      `/practice/o/oauth2/v2/auth?${new URLSearchParams({
        response_type: 'code',
        client_id: 'demo.apps.genkan.practice',
        redirect_uri: `${server.url}/auth/callback/practice`,
        ...parameters,
      })}`,
    )

  it('ignores a nonce, as OAuth 2.0 knows none', async () => {
    const answer = await authorize({ scope: 'email', nonce: 'n' })
    expect(answer.headers.get('location')).toMatch(/^\/practice\/interaction\//)
  })

  it('still refuses one that stands there twice', async () => {
    const twice = await reader.get(
      `/practice/o/oauth2/v2/auth?client_id=demo.apps.genkan.practice&response_type=code&scope=email&scope=email&nonce=n`,
    )
    expect(twice.status).toBe(400)
  })
})
