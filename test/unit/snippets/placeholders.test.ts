import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fill, placeholdersIn } from '../../../src/lib/snippets/placeholders.ts'

/** The placeholders of a text as `setting: what stands there`. */
const found = (text: string) =>
  placeholdersIn(text).map(({ start, end, setting }) => `${setting}: ${text.slice(start, end)}`)

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

describe('placeholdersIn', () => {
  it.each([
    [
      'samples/streamlit/.streamlit/secrets.example.toml',
      ['streamlitRedirectUri', 'cookieSecret', 'clientId', 'clientSecret', 'discoveryUrl'],
    ],
    [
      'samples/fastapi/.env.example',
      ['issuer', 'clientId', 'clientSecret', 'fastapiRedirectUri', 'cookieSecret'],
    ],
    ['samples/node/.env.example', ['issuer', 'clientId', 'clientSecret', 'nodeRedirectUri']],
    [
      'src/components/configuration-builder/genkan.env.example',
      ['genkanOrigin', 'cookieSecret', 'googleClientId'],
    ],
  ])('finds all of %s', (path, settings) => {
    expect(placeholdersIn(file(path)).map(({ setting }) => setting)).toEqual(settings)
  })

  it.each([
    ['YOUR_CLIENT_ID', ['clientId: YOUR_CLIENT_ID']],
    ['"aud": "YOUR_CLIENT_ID",', ['clientId: YOUR_CLIENT_ID']],
    ['Put YOUR_CLIENT_ID. Then go on.', ['clientId: YOUR_CLIENT_ID']],
    ['GOOGLE_CLIENT_ID = "YOUR_CLIENT_ID"', ['googleClientId: YOUR_CLIENT_ID']],
    ['AUTH_GOOGLE_ID=YOUR_CLIENT_ID', ['googleClientId: YOUR_CLIENT_ID']],
    [
      '[auth.practice]\nclient_id = "my-app.apps.genkan.practice"',
      ['practiceClientId: my-app.apps.genkan.practice'],
    ],
    [
      'client_secret = "practice-secret-known-to-everybody"',
      ['practiceClientSecret: practice-secret-known-to-everybody'],
    ],
    ['OIDC_ISSUER="https://accounts.google.com"', ['issuer: https://accounts.google.com']],
    [
      'http://localhost:3000/callback\nhttp://localhost:8000/auth/callback.',
      [
        'nodeRedirectUri: http://localhost:3000/callback',
        'fastapiRedirectUri: http://localhost:8000/auth/callback',
      ],
    ],
    [
      '2. SITE_URL=http://localhost:4321, then http://localhost:4321/auth/callback/google',
      [
        'genkanOrigin: http://localhost:4321',
        'genkanRedirectUri: http://localhost:4321/auth/callback/google',
      ],
    ],
  ])('finds what stands alone: %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each([
    '"aud": "my-app.apps.genkan.practice"',
    'my-app.apps.genkan.practice practice-secret-known-to-everybody',
    'YOUR_CLIENT_IDENTITY',
    'MY_YOUR_CLIENT_ID',
    'YOUR_CLIENT_ID.apps.googleusercontent.com',
    'GOOGLE_CLIENT_SECRET=YOUR_CLIENT_SECRET',
    "AUTH_GOOGLE_SECRET='YOUR_CLIENT_SECRET'",
    '"iss": "https://accounts.google.com"',
    '"issuer": "https://accounts.google.com"',
    "issuer: ['https://accounts.google.com', 'accounts.google.com']",
    'OIDC_ISSUER=https://accounts.google.com/o/oauth2/v2/auth',
    'OIDC_ISSUER=https://accounts.google.com.evil.example',
    'OIDC_ISSUER=https://accounts.google.com/',
    'GET https://accounts.google.com/.well-known/openid-configuration HTTP/1.1',
    'url = https://accounts.google.com/.well-known/openid-configuration.json',
    'http://localhost:8501/oauth2callback/',
    'http://localhost:8501/oauth2callback?code=4%2F0A',
    'http://localhost:8501/oauth2callback2',
    'xhttp://localhost:8501/oauth2callback',
    'http://localhost8501/oauth2callback',
    'https://localhost:8501/oauth2callback',
    'http://localhost:4321',
    'SITE_URL=http://localhost:43210',
  ])('leaves alone: %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('takes only what is Google’s in a section about Google', () => {
    expect(found(file('samples/streamlit/two-providers/.streamlit/secrets.example.toml'))).toEqual([
      'streamlitRedirectUri: http://localhost:8501/oauth2callback',
      'cookieSecret: YOUR_COOKIE_SECRET',
      'googleClientId: YOUR_CLIENT_ID',
      'practiceClientId: my-app.apps.genkan.practice',
      'practiceClientSecret: practice-secret-known-to-everybody',
    ])
    const sections = '[auth.google]\na = "YOUR_CLIENT_ID"\n\n[auth.other]\na = "YOUR_CLIENT_ID"'
    expect(found(sections)).toEqual(['googleClientId: YOUR_CLIENT_ID', 'clientId: YOUR_CLIENT_ID'])
  })
})

describe('fill', () => {
  const text = 'id = "YOUR_CLIENT_ID"\nsecret = "YOUR_CLIENT_SECRET"\nagain = YOUR_CLIENT_ID'

  it('puts values in everywhere and leaves what has none', () => {
    expect(fill(text, { clientId: '$1 & $&' })).toBe(
      'id = "$1 & $&"\nsecret = "YOUR_CLIENT_SECRET"\nagain = $1 & $&',
    )
  })

  it('changes nothing without values, and does not fill what it has put in', () => {
    expect(fill(text, {})).toBe(text)
    expect(fill('YOUR_CLIENT_ID', { clientId: 'YOUR_CLIENT_SECRET', clientSecret: 'x' })).toBe(
      'YOUR_CLIENT_SECRET',
    )
  })
})
