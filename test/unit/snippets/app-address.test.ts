import { describe, expect, it } from 'vitest'
import { checkAddress } from '../../../src/lib/snippets/app-address.ts'
import { type Address, defaultSettings } from '../../../src/lib/snippets/settings.ts'
import { type App, stacks } from '../../../src/lib/stacks.ts'

const changed = (app: App, change: Partial<Address>) => ({
  ...defaultSettings.addresses[app],
  ...change,
})
const check = (app: App, change: Partial<Address>) =>
  checkAddress(changed(app, change), app, 'google')
const codesOf = (app: App, change: Partial<Address>) =>
  check(app, change).findings.map(({ field, code }) => `${field} ${code}`)

describe('checkAddress for a client of one’s own', () => {
  it.each([
    ['streamlit', {}, 'http://localhost:8501/oauth2callback'],
    [
      'streamlit',
      { host: 'https://app.example.com', port: '' },
      'https://app.example.com/oauth2callback',
    ],
    ['node', { host: 'https://app.example.com', port: '443' }, 'https://app.example.com/callback'],
    ['node', { port: '80' }, 'http://localhost/callback'],
    ['node', { host: 'http://[::1]' }, 'http://[::1]:3000/callback'],
    ['genkan', { port: '5000' }, 'http://localhost:5000/auth/callback/google'],
  ] as const)('%s at %j: %s', (app, change, redirectUri) => {
    expect(check(app, change)).toMatchObject({ redirectUri, findings: [] })
  })

  it.each([
    ['node', { host: ' http://localhost' }, 'host blank_around', 'http://localhost:3000/callback'],
    ['node', { port: '３０００' }, 'port full_width', 'http://localhost:3000/callback'],
    [
      'node',
      { path: '/call\u200bback' },
      'path invisible_character',
      'http://localhost:3000/callback',
    ],
    [
      'streamlit',
      { host: 'http://127.0.0.1' },
      'host host_loopback_ip',
      'http://127.0.0.1:8501/oauth2callback',
    ],
    [
      'node',
      { host: 'https://localhost' },
      'host host_https_local',
      'https://localhost:3000/callback',
    ],
    [
      'node',
      { host: 'https://app.example.com' },
      'port port_public',
      'https://app.example.com:3000/callback',
    ],
    ['fastapi', { path: '/callback' }, 'path path_in_code', 'http://localhost:8000/callback'],
    ['node', { path: '/callback/' }, 'path path_slash', 'http://localhost:3000/callback/'],
  ] as const)('notes of %s at %j: %s', (app, change, finding, redirectUri) => {
    expect(codesOf(app, change)).toEqual([finding])
    expect(check(app, change).redirectUri).toBe(redirectUri)
  })

  it.each([
    ['node', { host: '' }, 'host host_scheme'],
    ['node', { host: 'localhost' }, 'host host_scheme'],
    ['node', { host: 'ftp://localhost' }, 'host host_scheme'],
    ['node', { host: 'http://localhost/' }, 'host host_only'],
    ['node', { host: 'http://localhost:3000' }, 'host host_only'],
    ['node', { host: 'http://localhost3000' }, 'host host_only'],
    ['node', { host: 'https://' }, 'host host_malformed'],
    ['node', { host: 'https://*.example.com', port: '' }, 'host host_malformed'],
    ['node', { host: 'https://me@app.example.com', port: '' }, 'host host_malformed'],
    ['node', { host: 'https://a"b.example.com', port: '' }, 'host host_malformed'],
    ['node', { host: "https://a'b.example.com", port: '' }, 'host host_malformed'],
    ['node', { host: 'http://app.example.com' }, 'host host_https'],
    ['node', { host: 'http://192.168.0.4' }, 'host host_raw_ip'],
    ['node', { host: 'https://203.0.113.9', port: '' }, 'host host_raw_ip'],
    ['node', { host: 'https://intranet', port: '' }, 'host host_public'],
    ['node', { host: 'https://nas.local', port: '' }, 'host host_public'],
    ['node', { host: 'https://GOCSPX-abc', port: '' }, 'host secret'],
    ['node', { port: '0' }, 'port port_range'],
    ['node', { port: '65536' }, 'port port_range'],
    ['node', { port: '-1' }, 'port port_range'],
    ['node', { port: '80a' }, 'port port_range'],
    ['streamlit', { path: '/callback' }, 'path path_fixed'],
    ['streamlit', { path: '/oauth2callback/' }, 'path path_fixed'],
    ['node', { path: '' }, 'path path_start'],
    ['node', { path: 'callback' }, 'path path_start'],
    ['node', { path: '/a/../b' }, 'path path_characters'],
    ['node', { path: '/a%2e%2e/%2e%2e/b' }, 'path path_characters'],
    ['node', { path: '/callback#x' }, 'path path_characters'],
    ['node', { path: '/*' }, 'path path_characters'],
    ['node', { path: '/"' }, 'path path_characters'],
    ['node', { path: '/GOCSPX-abc' }, 'path secret'],
    ['node', { host: `https://${'a'.repeat(293)}` }, 'host too_long'],
    ['node', { port: '1'.repeat(301) }, 'port too_long'],
    ['node', { path: `/${'a'.repeat(300)}` }, 'path too_long'],
  ] as const)('refuses %s at %j: %s', (app, change, finding) => {
    expect(codesOf(app, change)).toEqual([finding])
    expect(check(app, change).redirectUri).toBeUndefined()
  })

  it('takes 1 and 65535 as ports', () => {
    expect(codesOf('node', { port: '1' })).toEqual([])
    expect(codesOf('node', { port: '65535' })).toEqual([])
  })

  it('still knows the origin where only the path is wrong', () => {
    expect(check('node', { path: 'x' }).origin).toBe('http://localhost:3000')
  })
})

describe('checkAddress for the client that is ready', () => {
  it.each(stacks)('knows the address of %s', (app) => {
    expect(checkAddress(defaultSettings.addresses[app], app, 'ready_made').findings).toEqual([])
  })

  it.each([
    ['streamlit', { port: '8502' }],
    ['streamlit', { host: 'http://127.0.0.1' }],
    ['node', { path: '/callback/' }],
    ['fastapi', { host: 'https://localhost' }],
  ] as const)('says that it knows no other: %s at %j', (app, change) => {
    expect(checkAddress(changed(app, change), app, 'ready_made')).toEqual({
      origin: undefined,
      redirectUri: undefined,
      findings: [{ field: 'address', code: 'practice_redirect_uri' }],
    })
  })

  it('asks nothing of this site’s own address, which holds it', () => {
    const address = changed('genkan', { host: 'https://genkan.example.org', port: '' })
    expect(checkAddress(address, 'genkan', 'ready_made')).toMatchObject({
      origin: 'https://genkan.example.org',
      findings: [],
    })
  })
})
