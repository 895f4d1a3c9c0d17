import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor, type NewClient } from '../../support/console-visitor.ts'
import { SiteClient, type SiteResponse } from '../../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { people } from '../../support/practice-login.ts'

const redirectUri = 'http://localhost:8501/oauth2callback'
const calendar = 'openid email profile calendar.readonly'

let server: GenkanServer
let visitor: ConsoleVisitor
let client: NewClient
beforeAll(async () => {
  server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
  visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
  client = await visitor.createClient([redirectUri])
})
afterAll(() => server.stop())

type Change = Readonly<Record<string, string | undefined>>

function authorizationRequest(change: Change = {}): string {
  const parameters = {
    ...{ response_type: 'code', client_id: client.clientId, redirect_uri: redirectUri },
    ...{ scope: 'openid email profile', state: 'a-state', ...change },
  }
  const present = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(present).toString()}`
}

/** The error page that came, as status and code. */
function shown(answer: SiteResponse): [status: number, error: string | undefined] {
  const main = answer.html().querySelector('main')
  return [answer.status, main?.getAttribute('data-practice-error')]
}

async function choose(person: keyof typeof people, change: Change = {}): Promise<SiteResponse> {
  const browser = new SiteClient(server.url)
  const chooser = await browser.followAll(await browser.get(authorizationRequest(change)))
  return browser.submit(chooser, { button: `button[value="${people[person]}"]` })
}

async function newCode(browser = new SiteClient(server.url), change: Change = {}): Promise<string> {
  const chooser = await browser.followAll(await browser.get(authorizationRequest(change)))
  const chosen = await browser.submit(chooser, { button: `button[value="${people.taro}"]` })
  const consent = await browser.followAll(chosen)
  const agreed = await browser.submit(consent, { button: 'button[value=agree]' })
  const answer = await browser.follow(agreed)
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
}

async function token(change: Change, code = 'no-code'): Promise<[number, unknown]> {
  const form = {
    ...{ grant_type: 'authorization_code', redirect_uri: redirectUri, code },
    ...{ client_id: client.clientId, client_secret: client.clientSecret, ...change },
  }
  const present = Object.entries(form).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const body = new URLSearchParams(present)
  const response = await fetch(`${server.url}/practice/token`, { method: 'POST', body })
  return [response.status, await response.json()]
}

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
    const answer = await new SiteClient(server.url).get(authorizationRequest(change))
    expect(shown(answer)).toEqual([status, error])
    expect(answer.headers.has('location')).toBe(false)
  })

  it.each([
    'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 Chrome/130 Mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]',
  ])('an embedded browser: %s', async (userAgent) => {
    const browser = new SiteClient(server.url)
    const answer = await browser.get(authorizationRequest(), { 'user-agent': userAgent })
    expect(shown(answer)).toEqual([403, 'disallowed_useragent'])
  })
})

describe('a person who is not let in sees', () => {
  it('org_internal: an outsider at an Internal app', async () => {
    const insider = new ConsoleVisitor(server.url)
    await insider.getStarted('internal')
    const { clientId } = await insider.createClient([redirectUri])
    expect(shown(await choose('taro', { client_id: clientId }))).toEqual([403, 'org_internal'])
    expect((await choose('hanako', { client_id: clientId })).status).toBe(303)
  })

  it('access_denied: nobody listed, in testing, with a wider scope', async () => {
    expect(shown(await choose('taro', { scope: calendar }))).toEqual([403, 'access_denied'])
    expect((await choose('taro')).status).toBe(303)
  })

  it('nothing of it once listed as a test user, or once the app is published', async () => {
    await visitor.act('audience/', 'add-test-users', { testUsers: 'Taro.Yamada@mail.example' })
    expect((await choose('taro', { scope: calendar })).status).toBe(303)
    expect(shown(await choose('jiro', { scope: calendar }))).toEqual([403, 'access_denied'])
    await visitor.act('audience/', 'publish')
    expect((await choose('jiro', { scope: calendar })).status).toBe(303)
    await visitor.act('audience/', 'back-to-testing')
  })

  it('admin_policy_enforced: a member whose organisation blocks such apps', async () => {
    const answer = await choose('hanako', { scope: calendar })
    expect(shown(answer)).toEqual([403, 'admin_policy_enforced'])
  })
})

describe('the token endpoint refuses', () => {
  it('a wrong secret', async () => {
    const [status, body] = await token({ client_secret: 'GKNSPX-wrong' })
    expect([status, body]).toMatchObject([401, { error: 'invalid_client' }])
  })

  it('no secret at all', async () => {
    const answer = await token({ client_secret: undefined })
    const expected = { error: 'invalid_request', error_description: 'client_secret is missing.' }
    expect(answer).toEqual([400, expected])
  })

  it('an unknown client', async () => {
    const answer = await token({ client_id: '1-x.apps.genkan.practice' })
    const description = 'The OAuth client was not found.'
    expect(answer).toEqual([401, { error: 'invalid_client', error_description: description }])
  })

  it('a deleted client', async () => {
    const answer = await token({ client_id: 'deleted.apps.genkan.practice' })
    expect(answer).toMatchObject([401, { error: 'deleted_client' }])
  })

  it('a code that was used', async () => {
    const code = await newCode()
    expect((await token({}, code))[0]).toBe(200)
    expect(await token({}, code)).toMatchObject([400, { error: 'invalid_grant' }])
  })

  it('a code for another redirect URI', async () => {
    const answer = await token({ redirect_uri: 'http://localhost:8501/' }, await newCode())
    expect(answer).toMatchObject([400, { error: 'invalid_grant' }])
  })
})

describe('a registered client', () => {
  it('goes on with either of two secrets, and with neither once disabled', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const { clientId, clientSecret } = await own.createClient([redirectUri])
    const path = `clients/${clientId}/`
    await own.act(path, 'add-secret', { clientId })
    const second = await own.newSecret(clientId)
    const works = async (secret: string) => {
      const code = await newCode(new SiteClient(server.url), { client_id: clientId })
      return (await token({ client_id: clientId, client_secret: secret }, code))[0]
    }
    expect([await works(clientSecret), await works(second)]).toEqual([200, 200])
    expect((await own.act(path, 'add-secret', { clientId })).status).toBe(422)
    const [secretId = ''] = secretIds((await own.get(`/lab/console/${path}`)).body)
    expect((await own.act(path, 'delete-secret', { clientId, secretId })).status).toBe(422)
    await own.act(path, 'disable-secret', { clientId, secretId })
    expect([await works(clientSecret), await works(second)]).toEqual([401, 200])
    await own.act(path, 'enable-secret', { clientId, secretId })
    expect(await works(clientSecret)).toBe(200)
    await own.act(path, 'disable-secret', { clientId, secretId })
    await own.act(path, 'delete-secret', { clientId, secretId })
    expect(await works(clientSecret)).toBe(401)
  })

  it('can be deleted and restored, and survives a restart', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const { clientId } = await own.createClient([redirectUri])
    const path = `clients/${clientId}/`
    const request = () =>
      new SiteClient(server.url).get(authorizationRequest({ client_id: clientId }))
    await own.act(path, 'delete-client', { clientId })
    expect(shown(await request())).toEqual([401, 'deleted_client'])
    await own.act(path, 'restore-client', { clientId })
    await server.restart()
    expect((await request()).status).toBe(303)
  })

  it('has its secret shown once, and in no store', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const { clientId, clientSecret } = await own.createClient([redirectUri])
    const again = await own.get(`/lab/console/clients/${clientId}/`)
    expect(again.status).toBe(200)
    expect(again.body).not.toContain(clientSecret)
    expect(again.body).toContain(clientSecret.slice(-4))
  })
})

/** IDs of the secrets that a client's page offers to disable or enable, in order. */
function secretIds(html: string): string[] {
  return [...html.matchAll(/name="secretId"[^>]*value="([\w-]+)"/g)].flatMap(([, id]) => id ?? [])
}
