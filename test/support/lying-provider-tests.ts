import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from './cookie-jar.ts'
import {
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from './hostile-provider/hostile-provider.ts'
import type { SampleApp } from './sample-app.ts'

interface LyingProviderOptions {
  readonly url: string
  /** Starts the app with this provider in its settings. */
  readonly start: (provider: HostileProvider) => Promise<SampleApp>
  /** What this app refuses beside what every app must refuse. */
  readonly alsoRefuses?: Readonly<Record<string, Misbehaviour>>
}

const foreign = 'somebody-else'
const hourAgo = () => Math.floor(Date.now() / 1000) - 3600

const lies = (clientId: string): Readonly<Record<string, Misbehaviour>> => ({
  'another state': { response: { state: 'of-another-login' } },
  'no state': { response: { state: undefined } },
  'a signature by another key': { token: 'another key, right kid' },
  'a signature that was changed': { token: 'signature flipped' },
  'no signature': { token: 'alg none' },
  'a signature with the client secret': { token: 'HS256 with the client secret' },
  'another issuer': { claims: { iss: 'https://elsewhere.example' } },
  'another audience': { claims: { aud: foreign } },
  'another audience, with our azp': { claims: { aud: foreign, azp: clientId } },
  'two audiences without azp': { claims: { aud: [clientId, foreign], azp: undefined } },
  'a token that is over': { claims: { exp: hourAgo(), iat: hourAgo() - 3600 } },
  'another nonce': { claims: { nonce: 'of-another-login' } },
  'no nonce': { claims: { nonce: undefined } },
  'no sub': { claims: { sub: undefined } },
  'no ID token': { tokens: { id_token: undefined } },
})

/** A provider that agrees to every login and then lies about it: what the README says is checked. */
export function lyingProviderTests(options: LyingProviderOptions): void {
  const { url, start, alsoRefuses = {} } = options

  describe('with a provider that lies', () => {
    let provider: HostileProvider
    let app: SampleApp | undefined
    beforeAll(async () => {
      provider = await startHostileProvider()
      app = await start(provider)
    })
    afterAll(async () => {
      await app?.stop()
      await provider?.stop()
    })

    const logIn = async (client: SiteClient, misbehaviour: Misbehaviour): Promise<SiteResponse> => {
      provider.misbehave(misbehaviour)
      const agreed = await client.follow(await client.get('/login'))
      return client.follow(agreed)
    }

    it('logs in while it tells the truth', async () => {
      const client = new SiteClient(url)
      const answer = await client.followAll(await logIn(client, {}))
      expect(answer.body, app?.output()).toContain('Hello, Test Person!')
    })

    it('shows a name as text', async () => {
      const client = new SiteClient(url)
      const name = `<b title="'">&`
      const answer = await client.followAll(await logIn(client, { claims: { name } }))
      expect(answer.html().querySelector('h1')?.text).toBe(`Hello, ${name}!`)
      expect(answer.html().querySelector('h1 b')).toBeNull()
    })

    it.each(Object.entries({ ...lies('genkan-test'), ...alsoRefuses }))(
      'refuses %s',
      async (_name, misbehaviour) => {
        const client = new SiteClient(url)
        const answer = await logIn(client, misbehaviour)
        expect(answer.status).toBe(400)
        expect(answer.body).toContain('The login was refused')
        expect((await client.get('/')).body).toContain('Please log in')
      },
    )
  })
}
