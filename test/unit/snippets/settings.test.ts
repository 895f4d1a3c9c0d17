import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'
import {
  areDefault,
  clientKindOf,
  defaultSettings,
  readSettings,
} from '../../../src/lib/snippets/settings.ts'

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'
const practiceSecret = 'GKNSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'

describe('readSettings', () => {
  it.each([
    undefined,
    null,
    true,
    7,
    'text',
    [],
    {},
    { provider: 'evil', clientId: 7, addresses: 'none' },
    { provider: ['practice'], clientId: {}, addresses: { streamlit: null, fastapi: [] } },
    { clientId: '1.'.repeat(151), addresses: { streamlit: { host: 1, port: 8501, path: null } } },
    JSON.parse('{"__proto__":{"provider":"practice"}}'),
  ])('gives the defaults for %j', (stored) => {
    expect(readSettings(stored)).toEqual(defaultSettings)
  })

  it('keeps what was typed, right or wrong', () => {
    const address = { host: ' http://localhost', port: '99999', path: 'callback' }
    const typed = {
      ...defaultSettings,
      provider: 'practice',
      clientId: 'not a client ID',
      practiceClientId: 'no client ID either',
      addresses: { ...defaultSettings.addresses, node: address },
    }
    expect(readSettings(JSON.parse(JSON.stringify(typed)))).toEqual(typed)
  })

  it('takes no other path for this site', () => {
    const addresses = { genkan: { host: 'https://g.example.org', port: '', path: '/elsewhere' } }
    expect(readSettings({ addresses }).addresses.genkan).toEqual({
      host: 'https://g.example.org',
      port: '',
      path: '/auth/callback/google',
    })
  })

  it.each([
    ['clientId', { clientId: secret }],
    ['clientId, with more around', { clientId: `{"client_secret":"${secret}"}` }],
    ['clientId, with an invisible sign inside', { clientId: 'GOC\u200bSPX-aBcDeFgHi' }],
    ['clientId, full-width', { clientId: 'ＧＯＣＳＰＸ-aBcDeFgHi' }],
    ['clientId, its beginning deleted', { clientId: secret.slice(8) }],
    ['practiceClientId', { practiceClientId: practiceSecret }],
    ['practiceClientId, its beginning deleted', { practiceClientId: practiceSecret.slice(7) }],
    ['clientId, one of the practice console', { clientId: practiceSecret }],
    ['clientId, an older secret', { clientId: 'Ab3_Ab3-Ab3_Ab3-Ab3_Ab3-' }],
    [
      'host',
      { addresses: { streamlit: { ...defaultSettings.addresses.streamlit, host: secret } } },
    ],
    [
      'port',
      { addresses: { streamlit: { ...defaultSettings.addresses.streamlit, port: secret } } },
    ],
    [
      'path',
      { addresses: { streamlit: { ...defaultSettings.addresses.streamlit, path: secret } } },
    ],
  ])('drops a secret: %s', (_name, stored) => {
    expect(readSettings(stored)).toEqual(defaultSettings)
  })

  it.each(['1', '123456789012', '123456789012-abc123def456ghi789', clientId])(
    'keeps a client ID while it is typed: %s',
    (typed) => {
      expect(readSettings({ clientId: typed }).clientId).toBe(typed)
    },
  )
})

describe('areDefault', () => {
  it('is true of the samples’ values alone', () => {
    expect(areDefault(readSettings(null))).toBe(true)
    expect(areDefault({ ...defaultSettings, clientId: 'x' })).toBe(false)
    expect(areDefault({ ...defaultSettings, practiceClientId: 'x' })).toBe(false)
    expect(areDefault({ ...defaultSettings, provider: 'practice' })).toBe(false)
    const genkan = { ...defaultSettings.addresses.genkan, port: '' }
    expect(
      areDefault({ ...defaultSettings, addresses: { ...defaultSettings.addresses, genkan } }),
    ).toBe(false)
  })
})

describe('clientKindOf', () => {
  it.each([
    ['google', '', 'google'],
    ['google', 'x', 'google'],
    ['practice', '', 'ready_made'],
    ['practice', ' \u200b', 'ready_made'],
    ['practice', practiceClient.clientId, 'ready_made'],
    // Not a client ID yet: somebody is typing one of their own.
    ['practice', '1', 'own_practice'],
  ] as const)('%s, %j: %s', (provider, practiceClientId, kind) => {
    expect(clientKindOf({ ...defaultSettings, provider, practiceClientId })).toBe(kind)
  })
})
