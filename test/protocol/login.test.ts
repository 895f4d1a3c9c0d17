import { type JsonWebKey, createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { sessionOf, testLoginFlows } from '../support/login-flows.ts'
import { logIn, people } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const newClient = () => new SiteClient(server.url)

/** The ID token as the demo page shows it. */
async function shownIdToken(client: SiteClient): Promise<string> {
  const page = (await client.get('/demo/')).html()
  return page.querySelector('[data-raw]')?.text.replace(/\s/g, '') ?? ''
}

testLoginFlows(() => server)

describe('the messages of a login', () => {
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
})
