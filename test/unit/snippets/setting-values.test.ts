import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'
import {
  findingsIn,
  practiceProviderAt,
  settingValues,
} from '../../../src/lib/snippets/setting-values.ts'
import { type Settings, defaultSettings } from '../../../src/lib/snippets/settings.ts'
import { apps, exampleOrigin, exampleRedirectUri } from '../../../src/lib/stacks.ts'

const practice = practiceProviderAt('https://genkan.example.org', 'https://genkan.example.org')
const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const practiceClientId = `123456789012-${'a1b2'.repeat(8)}.apps.genkan.practice`
const defaults = Object.fromEntries(
  apps.flatMap((app) => [
    [`${app}Origin`, exampleOrigin(app)],
    [`${app}RedirectUri`, exampleRedirectUri(app)],
  ]),
)

describe('settingValues', () => {
  it('has nothing but the samples’ own addresses by default', () => {
    expect(settingValues(defaultSettings, practice)).toEqual(defaults)
    expect(defaults).toMatchObject({
      streamlitRedirectUri: 'http://localhost:8501/oauth2callback',
      fastapiRedirectUri: 'http://localhost:8000/auth/callback',
      nodeRedirectUri: 'http://localhost:3000/callback',
      genkanOrigin: 'http://localhost:4321',
      genkanRedirectUri: 'http://localhost:4321/auth/callback/google',
    })
  })

  it('gives Google’s client ID, and no secret', () => {
    const settings: Settings = { ...defaultSettings, clientId: ` ${clientId}` }
    expect(settingValues(settings, practice)).toEqual({
      ...defaults,
      clientId,
      googleClientId: clientId,
    })
  })

  it('gives the practice provider’s values, whatever stands in the field for Google', () => {
    const settings: Settings = { ...defaultSettings, provider: 'practice', clientId }
    expect(settingValues(settings, practice)).toEqual({
      ...defaults,
      clientId: practiceClient.clientId,
      clientSecret: practiceClient.clientSecret,
      issuer: 'https://genkan.example.org/practice',
      discoveryUrl: 'https://genkan.example.org/practice/.well-known/openid-configuration',
    })
  })

  it('gives a practice client of one’s own, without a secret, at any address', () => {
    const node = { host: 'https://app.example.com', port: '', path: '/callback' }
    const addresses = { ...defaultSettings.addresses, node }
    const settings: Settings = {
      ...{ ...defaultSettings, provider: 'practice', clientId, addresses },
      practiceClientId: `${practiceClientId} `,
    }
    expect(settingValues(settings, practice)).toEqual({
      ...defaults,
      nodeOrigin: 'https://app.example.com',
      nodeRedirectUri: 'https://app.example.com/callback',
      clientId: practiceClientId,
      practiceClientId,
      practiceClientSecret: 'YOUR_CLIENT_SECRET',
      issuer: 'https://genkan.example.org/practice',
      discoveryUrl: 'https://genkan.example.org/practice/.well-known/openid-configuration',
    })
  })

  it('puts the ready-made client nowhere while an ID is typed', () => {
    const typing: Settings = { ...defaultSettings, provider: 'practice', practiceClientId: '123' }
    const values = settingValues(typing, practice)
    expect(values).not.toHaveProperty('clientId')
    expect(values).not.toHaveProperty('clientSecret')
    expect(values.issuer).toBe('https://genkan.example.org/practice')
  })

  it('leaves out what cannot work', () => {
    const node = { host: 'http://example.com', port: '', path: '/callback' }
    const addresses = { ...defaultSettings.addresses, node }
    const values = settingValues({ ...defaultSettings, clientId: 'GOCSPX-x', addresses }, practice)
    expect(values).not.toHaveProperty('clientId')
    expect(values).not.toHaveProperty('nodeRedirectUri')
    expect(values.streamlitRedirectUri).toBe(defaults['streamlitRedirectUri'])
  })
})

describe('findingsIn', () => {
  it('looks at the app that is shown, and at the client ID for Google alone', () => {
    const fastapi = { ...defaultSettings.addresses.fastapi, port: 'x' }
    const addresses = { ...defaultSettings.addresses, fastapi }
    const settings: Settings = { ...defaultSettings, clientId: 'x', addresses }
    const codesOf = (given: Settings, app: 'node' | 'fastapi') =>
      findingsIn(given, app).map(({ code }) => code)
    expect(codesOf(settings, 'node')).toEqual(['client_id_shape'])
    expect(codesOf(settings, 'fastapi')).toEqual(['client_id_shape', 'port_range'])
    expect(codesOf({ ...settings, provider: 'practice' }, 'node')).toEqual([])
    const own: Settings = { ...settings, provider: 'practice', practiceClientId: 'x' }
    expect(codesOf(own, 'node')).toEqual(['practice_client_id_shape'])
    expect(codesOf(own, 'fastapi')).toEqual(['practice_client_id_shape', 'port_range'])
  })
})

describe('practiceProviderAt', () => {
  it.each([
    ['http://localhost:4321', 'http://localhost:4321', 'http://localhost:4321'],
    // Another name of the same machine: the provider calls itself by one.
    ['http://localhost:4321', 'http://127.0.0.1:4321', 'http://localhost:4321'],
    ['http://localhost:4321', 'http://[::1]:4321', 'http://localhost:4321'],
    // Built in one place, served in another.
    ['http://localhost:4321', 'https://genkan.example.org', 'https://genkan.example.org'],
    ['http://localhost:4321', 'http://localhost:5000', 'http://localhost:5000'],
    ['https://genkan.example.org', 'http://localhost:4321', 'http://localhost:4321'],
  ])('built for %s, opened at %s: %s', (builtFor, openedAt, origin) => {
    expect(practiceProviderAt(builtFor, openedAt)).toEqual({
      issuer: `${origin}/practice`,
      discoveryUrl: `${origin}/practice/.well-known/openid-configuration`,
    })
  })
})
