import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { logIn } from '../../support/practice-login.ts'
import { sharedSite } from '../../support/shared.ts'

const redirectUri = 'http://localhost:8501/oauth2callback'

const server = sharedSite()
let visitor: ConsoleVisitor
beforeAll(async () => {
  visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
})

const create = (fields: Readonly<Record<string, string>>) =>
  visitor.act('clients/new/', 'create-client', {
    ...{ type: 'web', name: 'A client', redirectUris: redirectUri },
    ...fields,
  })

describe('a client is not made', () => {
  it.each([
    ['without the colon before the port', 'http://localhost8501/oauth2callback'],
    ['for http on another host', 'http://app.example.com/oauth2callback'],
    ['for a raw IP address', 'https://203.0.113.9/oauth2callback'],
    ['with a fragment', 'https://app.example.com/oauth2callback#top'],
    ['with a wildcard', 'https://*.example.com/oauth2callback'],
    ['with a user name', 'https://me@app.example.com/oauth2callback'],
    ['with path traversal', 'https://app.example.com/a/../oauth2callback'],
    ['with another scheme', 'ftp://app.example.com/oauth2callback'],
    ['with a blank at its end', `${redirectUri} `],
    ['for a host without a dot', 'https://intranet/oauth2callback'],
    ['of 501 characters', `https://app.example.com/${'a'.repeat(477)}`],
  ])('with a redirect URI %s, and what was typed stays', async (_, uri) => {
    const answer = await create({ redirectUris: uri })
    expect(answer.status).toBe(422)
    const page = answer.html()
    expect(page.querySelector('textarea[name=redirectUris]')?.text.trimStart()).toBe(uri)
    expect(page.querySelector('#redirectUris-wrong li')?.text.trim()).toBeTruthy()
  })

  it.each([
    ['without a type', { type: '' }, '#type-wrong'],
    ['of another type', { type: 'android' }, '#type-wrong'],
    ['without a name', { name: '' }, '#name-wrong'],
    ['with a path in an origin', { javascriptOrigins: redirectUri }, '#javascriptOrigins-wrong'],
  ])('%s', async (_, fields, wrong) => {
    const answer = await create(fields)
    expect(answer.status).toBe(422)
    expect(answer.html().querySelector(wrong)).not.toBeNull()
  })
})

it.each([
  'http://localhost:8501/oauth2callback',
  'http://127.0.0.1:8501/oauth2callback',
  'http://[::1]:8501/oauth2callback',
  'https://app.example.com/oauth2callback',
])('a client is made for %s', async (uri) => {
  const own = new ConsoleVisitor(server.url)
  await own.getStarted()
  const { clientId, clientSecret } = await own.createClient([uri])
  expect(clientId).toMatch(/^\d{12}-[a-z\d]{32}\.apps\.genkan\.practice$/)
  expect(clientSecret).toMatch(/^GKNSPX-[\w-]{28}$/)
})

it('holds no more than its limits', async () => {
  const own = new ConsoleVisitor(server.url)
  await own.getStarted()
  for (let made = 0; made < 10; made += 1) await own.createClient([redirectUri])
  const fields = { type: 'web', name: 'One more', redirectUris: redirectUri }
  expect((await own.act('clients/new/', 'create-client', fields)).status).toBe(422)
  const addresses = Array.from({ length: 101 }, (_, index) => `p${index}@mail.example`).join('\n')
  expect((await own.act('audience/', 'add-test-users', { testUsers: addresses })).status).toBe(422)
})

it('gives client_secret.json in Google’s shape, to whoever holds the secret', async () => {
  const own = new ConsoleVisitor(server.url)
  await own.getStarted()
  const { clientId, clientSecret } = await own.createClient([redirectUri])
  const path = `clients/${clientId}/`
  const file = await own.act(path, 'download', { secret: clientSecret })
  expect(file.headers.get('content-disposition')).toContain('client_secret.json')
  expect(file.json()).toEqual({
    web: {
      client_id: clientId,
      project_id: 'My project',
      auth_uri: `${server.url}/practice/o/oauth2/v2/auth`,
      token_uri: `${server.url}/practice/token`,
      auth_provider_x509_cert_url: `${server.url}/practice/oauth2/v3/certs`,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
    },
  })
  expect((await own.act(path, 'download', { secret: 'GKNSPX-wrong' })).status).toBe(422)
})

describe('the demo logs in with a reader’s own client', () => {
  const begin = (browser: ConsoleVisitor, client: { clientId: string; clientSecret: string }) =>
    browser.post('/auth/login', {
      ...{ provider: 'practice', return_to: '/demo/' },
      ...{ client_id: client.clientId, client_secret: client.clientSecret },
    })

  it('once the demo’s address is registered; every check is made for that client', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const client = await own.createClient([redirectUri])
    const refused = await own.followAll(await begin(own, client))
    expect(refused.html().querySelector('main')?.getAttribute('data-practice-error')).toBe(
      'redirect_uri_mismatch',
    )
    const demo = `${server.url}/auth/callback/practice`
    const redirectUris = `${redirectUri}\n${demo}`
    const { clientId } = client
    const path = `clients/${clientId}/`
    await own.act(path, 'edit-client', { clientId, name: 'A client', redirectUris })

    const chooser = await own.followAll(await begin(own, client))
    const chosen = await own.submit(chooser, { button: 'button[name=account]' })
    const consent = await own.followAll(chosen)
    expect(consent.body).toContain('My app')
    await own.followAll(await own.submit(consent, { button: 'button[value=agree]' }))
    const session = (await own.get('/auth/session')).json() as Record<string, unknown>
    expect(session).toMatchObject({ signedIn: true, claims: { aud: clientId, azp: clientId } })
    // The bench judges by the client that logged in, and not by the site's own.
    const bench = await own.get('/lab/tamper/')
    expect(bench.html().querySelectorAll('[data-verdict=fail]')).toHaveLength(0)
    const { body } = await own.get('/demo/')
    expect(body).not.toContain(client.clientSecret)
  })

  it('a wrong secret ends in code_exchange_failed', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const { clientId } = await own.createClient([`${server.url}/auth/callback/practice`])
    const begun = await begin(own, { clientId, clientSecret: 'GKNSPX-wrong' })
    const chooser = await own.followAll(begun)
    const chosen = await own.submit(chooser, { button: 'button[name=account]' })
    const consent = await own.followAll(chosen)
    const answer = await own.followAll(await own.submit(consent, { button: 'button[value=agree]' }))
    expect(answer.html().querySelector('main')?.getAttribute('data-error')).toBe(
      'code_exchange_failed',
    )
  })

  it('and nobody else’s login is touched by it', async () => {
    expect((await logIn(new ConsoleVisitor(server.url))).status).toBe(303)
  })
})
