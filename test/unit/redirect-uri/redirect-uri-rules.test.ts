import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correctedUri,
  redirectUriRuleNames,
  redirectUriRules,
} from '../../../src/lib/redirect-uri/redirect-uri-rules.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

describe('redirectUriRules', () => {
  it.each([
    'http://localhost:8501/oauth2callback',
    'http://localhost/oauth2callback',
    'http://LOCALHOST:8501/oauth2callback',
    'http://127.0.0.1:8501/oauth2callback',
    'http://127.9.9.9/',
    'http://[::1]:8501/oauth2callback',
    'https://app.example.com/oauth2callback',
    'https://app.example.com:8443/auth/callback?provider=google',
    'HTTPS://App.Example.Com/',
    'https://app.example.com',
    'https://localhost:8501/oauth2callback',
    'https://app.example.com/a..b/...',
    'https://app.example.com/%E3%81%82',
    'https://testing.app/',
  ])('finds nothing in %s', (uri) => {
    expect(redirectUriRules(uri)).toEqual([])
  })

  it.each([
    ['http://localhost8501/oauth2callback', ['missing_colon']],
    ['https://localhost8501', ['missing_colon']],
    ['http://localhost8501:80/', ['missing_colon']],
    ['http://app.example.com/oauth2callback', ['https_required']],
    ['http://localhost.example.com/', ['https_required']],
    ['ftp://app.example.com/', ['scheme']],
    ['com.example.app:/oauth2callback', ['malformed', 'scheme']],
    ['https://192.168.1.10/oauth2callback', ['raw_ip']],
    ['http://192.168.1.10:8501/', ['https_required', 'raw_ip']],
    ['http://0.0.0.0:8501/', ['https_required', 'raw_ip']],
    ['https://[2001:db8::1]/', ['raw_ip']],
    ['https://2130706433/', ['raw_ip']],
    ['https://intranet/oauth2callback', ['public_domain']],
    ['https://printer.local/', ['public_domain']],
    ['https://app.internal/', ['public_domain']],
    ['https://app.test/', ['public_domain']],
    ['https://APP.Test./', ['public_domain']],
    ['http://raspberrypi:8501/', ['https_required', 'public_domain']],
    ['https://taro:secret@app.example.com/', ['userinfo']],
    ['https://app.example.com@/', ['malformed', 'userinfo']],
    ['https://*.example.com/oauth2callback', ['wildcard']],
    ['https://app.example.com/*', ['wildcard']],
    ['https://app.example.com/a/../oauth2callback', ['path_traversal']],
    ['https://app.example.com/a/%2e%2E/b', ['path_traversal']],
    ['https://app.example.com/a%2f..', ['path_traversal']],
    ['https://app.example.com/a\\..\\b', ['malformed', 'path_traversal']],
    ['https://app.example.com/oauth2callback#top', ['fragment']],
    ['https://app.example.com/oauth2callback#', ['fragment']],
    ['https://app.example.com/oauth2callback ', ['blank']],
    ['https://app.example.com/oauth2\u200bcallback', ['blank']],
    ['http：//localhost：8501／oauth2callback', ['full_width']],
    ['http://localhost:{port}/oauth2callback', ['placeholder']],
    ['https://<your-app>.streamlit.app/oauth2callback', ['placeholder']],
    ['', ['malformed']],
    ['localhost:8501/oauth2callback', ['malformed', 'scheme']],
    ['/oauth2callback', ['malformed']],
    ['https:///oauth2callback', ['malformed']],
    ['http:/localhost:8501/', ['malformed']],
    ['http://localhost:99999/', ['malformed']],
    ['https://app.example.com/%', ['malformed']],
    ['https://app.example.com/%zz', ['malformed']],
    ['https:\\\\app.example.com\\', ['malformed']],
    [
      'http://taro@printer.local/../*#x y',
      [
        ...['blank', 'https_required', 'public_domain', 'userinfo', 'wildcard'],
        ...['path_traversal', 'fragment'],
      ],
    ],
  ])('of %j says %j', (uri, rules) => {
    expect(redirectUriRules(uri)).toEqual(rules)
  })

  it('takes anything and keeps its order', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.webUrl()), (uri) => {
        const places = redirectUriRules(uri).map((rule) => redirectUriRuleNames.indexOf(rule))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('correctedUri', () => {
  it.each([
    ['http://localhost8501/oauth2callback', 'http://localhost:8501/oauth2callback'],
    [' http：//localhost8501／x\u3000', 'http://localhost:8501/x'],
    ['https://app.example.com/', 'https://app.example.com/'],
    ['https://app.example.com/a?b#c', 'https://app.example.com/a?b'],
    ['http://localhost8501.example.com/', 'http://localhost8501.example.com/'],
  ])('of %j makes %j', (uri, mended) => {
    expect(correctedUri(uri)).toBe(mended)
  })
})
