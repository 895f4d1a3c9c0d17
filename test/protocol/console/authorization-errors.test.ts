import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { SiteClient } from '../../support/cookie-jar.ts'
import { type Change, RegisteredApp, shownError } from '../../support/registered-app.ts'
import { sharedSite } from '../../support/shared.ts'

const calendar = 'openid email profile calendar.readonly'

const server = sharedSite()
let visitor: ConsoleVisitor
let app: RegisteredApp
beforeAll(async () => {
  visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
  app = new RegisteredApp(server.url, await visitor.createClient([RegisteredApp.redirectUri]))
})

describe('the authorization endpoint refuses, as Google does,', () => {
  it.each<[string, Change, number, string]>([
    ['no client ID', { client_id: undefined }, 400, 'invalid_request'],
    ['an unknown client', { client_id: '1-x.apps.genkan.practice' }, 401, 'invalid_client'],
    ['a deleted client', { client_id: 'deleted.apps.genkan.practice' }, 401, 'deleted_client'],
    ['no redirect URI', { redirect_uri: undefined }, 400, 'invalid_request'],
    ['no response type', { response_type: undefined }, 400, 'invalid_request'],
    ['no scope', { scope: undefined }, 400, 'invalid_request'],
    ['an unknown scope', { scope: 'openid moon' }, 400, 'invalid_scope'],
    ...[
      ['no colon', 'http://localhost8501/oauth2callback'],
      ['https', 'https://localhost:8501/oauth2callback'],
      ['another host', 'http://127.0.0.1:8501/oauth2callback'],
      ['another port', 'http://localhost:8502/oauth2callback'],
      ['another path', 'http://localhost:8501/'],
      ['a slash at the end', 'http://localhost:8501/oauth2callback/'],
      ['another case', 'http://localhost:8501/OAuth2callback'],
      ['a query', 'http://localhost:8501/oauth2callback?x=1'],
    ].map(([name = '', uri]): [string, Change, number, string] => [
      `a redirect URI with ${name}`,
      { redirect_uri: uri },
      400,
      'redirect_uri_mismatch',
    ]),
  ])('%s', async (_, change, status, error) => {
    const answer = await new SiteClient(server.url).get(app.authorizationRequest(change))
    expect(shownError(answer)).toEqual([status, error])
    expect(answer.headers.has('location')).toBe(false)
  })

  it.each([
    'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 Chrome/130 Mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]',
  ])('an embedded browser: %s', async (userAgent) => {
    const browser = new SiteClient(server.url)
    const answer = await browser.get(app.authorizationRequest(), { 'user-agent': userAgent })
    expect(shownError(answer)).toEqual([403, 'disallowed_useragent'])
  })
})

describe('a person who is not let in sees', () => {
  it('org_internal: an outsider at an Internal app', async () => {
    const insider = new ConsoleVisitor(server.url)
    await insider.getStarted('internal')
    const { clientId } = await insider.createClient([RegisteredApp.redirectUri])
    expect(shownError(await app.choose('taro', { client_id: clientId }))).toEqual([
      403,
      'org_internal',
    ])
    expect((await app.choose('hanako', { client_id: clientId })).status).toBe(303)
  })

  it('access_denied: nobody listed, in testing, with a wider scope', async () => {
    expect(shownError(await app.choose('taro', { scope: calendar }))).toEqual([
      403,
      'access_denied',
    ])
    expect((await app.choose('taro')).status).toBe(303)
  })

  it('nothing of it once listed as a test user, or once the app is published', async () => {
    await visitor.act('audience/', 'add-test-users', { testUsers: 'Taro.Yamada@mail.example' })
    expect((await app.choose('taro', { scope: calendar })).status).toBe(303)
    expect(shownError(await app.choose('jiro', { scope: calendar }))).toEqual([
      403,
      'access_denied',
    ])
    await visitor.act('audience/', 'publish')
    expect((await app.choose('jiro', { scope: calendar })).status).toBe(303)
    await visitor.act('audience/', 'back-to-testing')
  })

  it('admin_policy_enforced: a member whose organisation blocks such apps', async () => {
    const answer = await app.choose('hanako', { scope: calendar })
    expect(shownError(answer)).toEqual([403, 'admin_policy_enforced'])
  })
})
