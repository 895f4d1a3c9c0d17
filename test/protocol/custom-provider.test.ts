import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { freePort } from '../support/free-port.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import {
  type HostileProvider,
  startHostileProvider,
} from '../support/hostile-provider/hostile-provider.ts'

let provider: HostileProvider
let server: GenkanServer
beforeAll(async () => {
  provider = await startHostileProvider()
  server = await startGenkan({
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.client.id,
      OIDC_CLIENT_SECRET: provider.client.secret,
      OIDC_NAME: 'Our Own',
    },
  })
})
afterAll(async () => {
  await server.stop()
  await provider.stop()
})

async function logIn(client: SiteClient) {
  return client.followAll(await client.post('/auth/login', { provider: 'custom' }))
}

describe('a provider of one’s own', () => {
  it('is offered by its name', async () => {
    expect((await new SiteClient(server.url).get('/demo/')).body).toContain('Our Own')
  })

  it('is found by discovery; UserInfo is asked', async () => {
    const client = new SiteClient(server.url)
    expect((await logIn(client)).status).toBe(200)
    expect((await client.get('/auth/session')).json()).toMatchObject({
      signedIn: true,
      provider: 'custom',
      claims: { sub: '42', name: 'Test Person' },
    })
    expect(provider.asked('userinfo')).toBe(1)
  })

  it('is told of the log-out where it offers one', async () => {
    const client = new SiteClient(server.url)
    await logIn(client)
    const ended = await client.post('/auth/logout', { return_to: '/ja/demo/' })
    const location = new URL(ended.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe(`${provider.issuer}/logout`)
    expect(Object.fromEntries(location.searchParams)).toEqual({
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      client_id: provider.client.id,
      post_logout_redirect_uri: `${server.url}/ja/demo/`,
    })
    expect((await client.get('/auth/session')).json()).toEqual({ signedIn: false })
  })

  it('that is down is an error page, and the others go on', async () => {
    const nobody = `http://localhost:${await freePort()}`
    const down = await startGenkan({
      env: { OIDC_ISSUER: nobody, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    })
    try {
      const client = new SiteClient(down.url)
      const refused = await client.post('/auth/login', { provider: 'custom' })
      expect(refused.status).toBe(502)
      expect(refused.html().querySelector('main')?.getAttribute('data-error')).toBe(
        'provider_unreachable',
      )
      expect((await client.post('/auth/login', { provider: 'practice' })).status).toBe(303)
    } finally {
      await down.stop()
    }
  })
})
