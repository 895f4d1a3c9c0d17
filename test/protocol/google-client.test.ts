import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../src/lib/oidc/check-names.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { GoogleStandIn } from '../support/google-stand-in.ts'

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const clientSecret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const page = '/lab/google-client/'
const html = { accept: 'text/html' }

let google: GoogleStandIn
beforeAll(async () => {
  google = await GoogleStandIn.start({ id: clientId, secret: clientSecret })
})
beforeEach(() => google.misbehave({}))
afterAll(() => google.stop())

/** Everything that the server has written down, as it lies on the disk. */
async function written({ dataDir }: GenkanServer): Promise<string> {
  const files = await readdir(dataDir)
  expect(files).toContain('genkan.sqlite')
  const contents = await Promise.all(files.map((name) => readFile(join(dataDir, name), 'latin1')))
  return contents.join('\n')
}

describe('on one’s own machine', () => {
  let server: GenkanServer
  beforeAll(async () => {
    server = await startGenkan({ env: google.environment })
  })
  afterAll(() => server.stop())

  /** Types the two values into the form of the page, and sends it. */
  const begin = async (client: SiteClient, values: Readonly<Record<string, string>> = {}) =>
    client.submit(await client.get(page), {
      form: 'main form',
      values: { client_id: clientId, client_secret: clientSecret, ...values },
    })

  it('leads to Google, with the redirect URI that the page says to register', async () => {
    const client = new SiteClient(server.url)
    const shown = (await client.get(page)).html().querySelector('main .slip code')?.text
    const begun = await begin(client)
    expect(begun.status).toBe(303)
    const location = new URL(begun.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      client_id: clientId,
      redirect_uri: `${server.url}/auth/callback/google`,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    })
    expect(shown).toBe(location.searchParams.get('redirect_uri'))
    expect(location.href).not.toContain(clientSecret)
  })

  it('neither sends nor keeps a secret that stands where the client ID belongs', async () => {
    const misplaced = 'GOCSPX-0123456789abcdefghijkl_mnop'
    const client = new SiteClient(server.url)
    const form = { provider: 'google', client_id: misplaced, client_secret: clientId }
    const answer = await client.post('/auth/login', { ...form, return_to: '/demo/' })
    expect(answer.status).toBe(400)
    expect(answer.html().querySelector('main')?.getAttribute('data-error')).toBe(
      'secret_as_client_id',
    )
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.body + (await written(server)) + server.output()).not.toContain(misplaced)
  })

  it('keeps what was typed for ten minutes, sealed', async () => {
    const cookies = (await begin(new SiteClient(server.url))).headers.getSetCookie()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^genkan_login_[\w-]+=.*; Max-Age=600(?:;|$)/)
    expect(cookies[0]).toMatch(/; HttpOnly(?:;|$)/)
    expect(cookies[0]).not.toContain(clientSecret)
  })

  it('ends signed in, with a token for the typed client', async () => {
    const client = new SiteClient(server.url)
    const answer = await client.get(await google.agree(client, await begin(client)))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo/'])
    const session = (await client.get('/auth/session')).json()
    expect(session).toMatchObject({
      signedIn: true,
      provider: 'google',
      claims: { iss: 'https://accounts.google.com', aud: clientId },
    })
    const { checks } = session as { checks: { name: string; ok: boolean }[] }
    expect(checks.map(({ name }) => name)).toEqual(idTokenCheckNames)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
    expect((await client.get('/demo/')).body).toContain(clientId)
  })

  it('leaves out what came along when the values were copied', async () => {
    const client = new SiteClient(server.url)
    const typed = { client_id: ` ${clientId}\u200b`, client_secret: `${clientSecret}\u3000` }
    const answer = await client.get(await google.agree(client, await begin(client, typed)))
    expect(answer.headers.get('location')).toBe('/demo/')
  })

  it('ends with Google’s own words where the secret is wrong', async () => {
    const client = new SiteClient(server.url)
    const begun = await begin(client, { client_secret: 'GOCSPX-wrong' })
    const answer = await client.get(await google.agree(client, begun), html)
    const main = answer.html().querySelector('main')
    expect(answer.status).toBe(400)
    expect(main?.getAttribute('data-error')).toBe('code_exchange_failed')
    expect(main?.text).toContain('invalid_client')
    expect((await client.get('/auth/session')).json()).toEqual({ signedIn: false })
  })

  it('takes no token that is meant for another client', async () => {
    google.misbehave({ claims: { aud: 'somebody-else' } })
    const client = new SiteClient(server.url)
    const callback = await google.agree(client, await begin(client))
    const answer = await client.get(callback, { accept: 'application/json' })
    expect(answer.json()).toMatchObject({
      error: { code: 'id_token_invalid', checks: ['audience'] },
    })
  })

  it('has the secret in no store, no log, no page and no address', async () => {
    const client = new SiteClient(server.url)
    const wrong = 'GOCSPX-wRoNgWrOnGwRoNgWrOnG'
    const shown: string[] = []
    for (const secret of [clientSecret, wrong]) {
      const begun = await begin(client, { client_secret: secret })
      const callback = await google.agree(client, begun)
      const ended = await client.get(callback, html)
      shown.push(callback, ended.body)
      for (const answer of [begun, ended]) shown.push(answer.headers.get('location') ?? '')
      for (const path of ['/demo/', '/ja/demo/', '/auth/session', page, '/ja/lab/google-client/']) {
        shown.push((await client.get(path)).body)
      }
    }
    const places = { pages: shown.join('\n'), log: server.output(), store: await written(server) }
    // What a token request carries in its header: both values together.
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64').slice(-30)
    expect(places.store).toContain(clientId)
    for (const [place, text] of Object.entries(places)) {
      for (const secret of [clientSecret, wrong, basic]) {
        expect(text.includes(secret), `${secret} in ${place}`).toBe(false)
      }
    }
  })

  it.each([
    ['nothing typed', { client_id: '', client_secret: '' }],
    ['no ID', { client_secret: clientSecret }],
  ])('never falls back on another client: %s', async (_, form) => {
    const client = new SiteClient(server.url)
    const begun = await client.post('/auth/login', { provider: 'google', ...form })
    const sent = new URL(begun.headers.get('location') ?? '').searchParams.get('client_id')
    expect(sent ?? '').toBe('')
  })
})

describe('on a public site', () => {
  const origin = 'https://login.example.com'
  let server: GenkanServer
  beforeAll(async () => {
    const configured = { GOOGLE_CLIENT_ID: 'the-operators', GOOGLE_CLIENT_SECRET: 'GOCSPX-theirs' }
    const env = { SITE_URL: origin, COOKIE_SECRET: 'ab'.repeat(32), ...configured }
    server = await startGenkan({ env: { ...google.environment, ...env } })
  })
  afterAll(() => server.stop())

  const post = (form: Readonly<Record<string, string>>) =>
    new SiteClient(server.url).post('/auth/login', form, { Origin: origin, ...html })

  it.each([
    ['both values', { client_id: clientId, client_secret: clientSecret }],
    ['an ID alone', { client_id: clientId }],
    ['a secret alone', { client_secret: clientSecret }],
    ['empty values', { client_id: '', client_secret: '' }],
    ['a client ID of the practice console', { client_id: 'x.apps.genkan.practice' }],
    ['another page to return to', { client_id: clientId, return_to: page }],
  ])('takes no client of a reader’s: %s', async (_, form) => {
    const answer = await post({ provider: 'google', ...form })
    expect(answer.status).toBe(403)
    expect(answer.html().querySelector('main')?.getAttribute('data-error')).toBe(
      'own_client_refused',
    )
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.headers.has('location')).toBe(false)
    expect(answer.body).not.toContain(clientSecret)
    expect(await written(server)).not.toContain(clientSecret)
  })

  it('still logs in with its own', async () => {
    const begun = await post({ provider: 'google' })
    const location = new URL(begun.headers.get('location') ?? '')
    expect(location.searchParams.get('client_id')).toBe('the-operators')
  })

  it.each([
    [page, 'This site is public'],
    [`/ja${page}`, 'このサイトは公開されています'],
  ])('has no form at %s, says why, and gives the one command', async (path, why) => {
    const main = (await new SiteClient(server.url).get(path)).html().querySelector('main')
    expect(main?.querySelectorAll('form, input')).toEqual([])
    expect(main?.text).toContain(why)
    expect(main?.querySelectorAll('.slip code').map(({ text }) => text)).toEqual(['npm start'])
  })
})
