import { type JsonWebKey, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { logIn, people, toAccountChooser, toCallback } from '../support/practice-login.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan()
})
afterAll(() => server.stop())

const newClient = () => new SiteClient(server.url)

interface SessionAnswer {
  signedIn: boolean
  provider: string
  claims: Record<string, unknown>
  checks: { name: string; ok: boolean }[]
  expiresAt: string
}

async function sessionOf(client: SiteClient): Promise<SessionAnswer> {
  return (await client.get('/auth/session')).json() as SessionAnswer
}

/** The ID token as the demo page shows it. */
async function shownIdToken(client: SiteClient): Promise<string> {
  const page = (await client.get('/demo/')).html()
  return page.querySelector('[data-raw]')?.text.replace(/\s/g, '') ?? ''
}

describe('a login on the practice provider', () => {
  it('ends where it began, with eleven checks passed', async () => {
    const client = newClient()
    expect(await sessionOf(client)).toEqual({ signedIn: false })
    const ended = await logIn(client, 'taro', '/ja/demo/')
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/ja/demo/'])
    const session = await sessionOf(client)
    expect(session).toMatchObject({ signedIn: true, provider: 'practice' })
    expect(session.checks).toHaveLength(11)
    expect(session.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now())
    const page = (await client.get('/ja/demo/')).html()
    expect(page.querySelector('h1')?.text.trim()).toBe('こんにちは、山田太郎さん!')
  })

  it('yields an ID token in Google’s shape, signed with a published key', async () => {
    const client = newClient()
    await logIn(client, 'hanako')
    const [header, payload, signature] = (await shownIdToken(client)).split('.').map(String)
    const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object
    expect(decode(header)).toEqual({ alg: 'RS256', kid: expect.any(String) as string })
    const claims = decode(payload)
    const clientId = 'demo.apps.genkan.practice'
    expect(claims).toEqual({
      iss: `${server.url}/practice`,
      azp: clientId,
      aud: clientId,
      sub: expect.stringMatching(/^\d{21}$/) as string,
      email: 'hanako.suzuki@sakura.example',
      email_verified: true,
      hd: 'sakura.example',
      at_hash: expect.stringMatching(/^[\w-]{22}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
      name: 'Hanako Suzuki',
      given_name: 'Hanako',
      family_name: 'Suzuki',
      picture: `${server.url}/personas/hanako.svg`,
      iat: expect.any(Number) as number,
      exp: expect.any(Number) as number,
    })
    expect((await sessionOf(client)).claims).toEqual(claims)
    const { keys } = (await client.get('/practice/oauth2/v3/certs')).json() as {
      keys: [JsonWebKey]
    }
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify('sha256', signed, key, Buffer.from(signature ?? '', 'base64url'))).toBe(true)
  })

  it('serves the picture that the token names', async () => {
    const client = newClient()
    await logIn(client, 'jiro')
    const { claims } = await sessionOf(client)
    expect(claims).toMatchObject({ sub: people.jiro, email_verified: false })
    const picture = await client.get(String(claims.picture))
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  })

  it('sends state, nonce and a PKCE challenge, new ones each time', async () => {
    const client = newClient()
    const begin = () => client.post('/auth/login', { provider: 'practice' })
    const [first, second] = [await begin(), await begin()].map(
      ({ headers }) => new URL(headers.get('location') ?? '').searchParams,
    )
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first?.get(name)).toMatch(/^[\w-]{43}$/)
      expect(first?.get(name)).not.toBe(second?.get(name))
    }
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'demo.apps.genkan.practice',
      redirect_uri: `${server.url}/auth/callback/practice`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      prompt: 'select_account',
    })
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

  it('survives a restart: the session, the keys, a login under way', async () => {
    const [signedIn, underWay] = [newClient(), newClient()]
    await logIn(signedIn)
    const chooser = await toAccountChooser(underWay)
    const keys = (await signedIn.get('/practice/oauth2/v3/certs')).body
    await server.restart()
    expect(await sessionOf(signedIn)).toMatchObject({ signedIn: true })
    expect((await signedIn.get('/practice/oauth2/v3/certs')).body).toBe(keys)
    expect((await underWay.get(await toCallback(underWay, chooser))).status).toBe(303)
  })
})

describe('the log-out', () => {
  it('ends the session here, for copies of the cookie too', async () => {
    const [client, copy] = [newClient(), newClient()]
    await logIn(client)
    for (const cookie of await client.jar.getCookies(server.url)) {
      await copy.jar.setCookie(cookie, server.url)
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
    for (const cookie of await client.jar.getCookies(server.url)) {
      await copy.jar.setCookie(cookie, server.url)
    }
    await logIn(client, 'hanako')
    expect((await sessionOf(client)).claims).toMatchObject({ sub: people.hanako })
    expect(await sessionOf(copy)).toEqual({ signedIn: false })
  })
})
