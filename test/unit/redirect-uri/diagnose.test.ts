import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redirectUriCauses } from '../../../src/lib/redirect-uri/difference-causes.ts'
import { diagnose } from '../../../src/lib/redirect-uri/diagnose.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

const sent = 'http://localhost:8501/oauth2callback'
const server = 'https://app.example.com/oauth2callback'

describe('diagnose', () => {
  it.each([
    // registered, sent, causes, change
    ['http://localhost8501/oauth2callback', sent, ['missing_colon'], 'console'],
    [sent, 'http://localhost8501/oauth2callback', ['missing_colon'], 'app'],
    ['https://localhost8501/oauth2callback', sent, ['missing_colon', 'scheme'], 'console'],
    ['http://LocalHost8501/oauth2callback', sent, ['missing_colon'], 'console'],
    [
      'https://app.example.com8443/x',
      'https://app.example.com:8443/x',
      ['missing_colon'],
      'console',
    ],
    ['https://localhost:8501/oauth2callback', sent, ['scheme'], 'console'],
    [server, 'http://app.example.com/oauth2callback', ['scheme'], 'app'],
    ['http://127.0.0.1:8501/oauth2callback', sent, ['loopback_name'], 'console'],
    ['http://[::1]:8501/oauth2callback', sent, ['loopback_name'], 'console'],
    ['http://127.0.0.1:8501/', 'http://[::1]:8501/', ['loopback_name'], 'console'],
    ['http://127.0.0.1:8502/oauth2callback', sent, ['loopback_name', 'port'], 'console'],
    ['http://localhost:8502/oauth2callback', sent, ['port'], 'console'],
    ['http://localhost/oauth2callback', sent, ['port'], 'console'],
    ['https://app.example.com:443/oauth2callback', server, ['default_port'], 'console'],
    ['http://localhost:80/', 'http://localhost/', ['default_port'], 'console'],
    ['http://localhost:443/', 'http://localhost/', ['port'], 'console'],
    ['http://localhost:/', 'http://localhost/', ['default_port'], 'console'],
    ['http://localhost:8501/', sent, ['path'], 'console'],
    ['http://localhost:8501/callback', sent, ['path'], 'console'],
    ['http://localhost:8501/oauth2callback/', sent, ['trailing_slash'], 'console'],
    ['https://app.example.com', 'https://app.example.com/', ['trailing_slash'], 'console'],
    ['http://localhost:8501/OAuth2Callback', sent, ['letter_case'], 'console'],
    ['http://Localhost:8501/oauth2callback', sent, ['letter_case'], 'console'],
    ['HTTP://localhost:8501/oauth2callback', sent, ['letter_case'], 'console'],
    ['http://localhost:8501/OAuth2callback/', sent, ['letter_case', 'trailing_slash'], 'console'],
    [`${sent}?a=1`, sent, ['query'], 'console'],
    [`${sent}?a=A`, `${sent}?a=a`, ['letter_case'], 'console'],
    [`${sent}?`, sent, ['query'], 'console'],
    [`${sent}#x`, sent, ['fragment'], 'console'],
    [sent, `${sent}#x`, ['fragment'], 'app'],
    [`${sent} `, sent, ['blank'], 'console'],
    [sent, `\ufeff${sent}`, ['blank'], 'app'],
    ['http://localhost:8501/oauth2\u00adcallback', sent, ['blank'], 'console'],
    ['http：//localhost：8501/oauth2callback', sent, ['full_width'], 'console'],
    [
      'http://localhost：8501/oauth2callback',
      'http://localhost8501/oauth2callback',
      ['full_width', 'missing_colon'],
      'both',
    ],
    [
      'https://app.example.com/%7Etaro',
      'https://app.example.com/~taro',
      ['percent_encoding'],
      'console',
    ],
    ['https://app.example.com/%2Fa', 'https://app.example.com/%2fa', ['letter_case'], 'console'],
    [
      'https://app.example.com/%E3%81%82',
      'https://app.example.com/あ',
      ['percent_encoding'],
      'console',
    ],
    ['https://app.example.com/%FF', 'https://app.example.com/%fe', ['path'], 'console'],
    ['https://www.app.example.com/oauth2callback', server, ['www'], 'console'],
    ['https://WWW.app.example.com/oauth2callback', server, ['www'], 'console'],
    ['https://other.example.com/oauth2callback', server, ['host'], 'console'],
    ['https://taro@app.example.com/oauth2callback', server, ['userinfo'], 'console'],
    [server, sent, ['scheme', 'host', 'port'], 'console'],
    [
      'https://www.app.example.com:443/OAUTH2CALLBACK/?x#y',
      server,
      ['www', 'default_port', 'letter_case', 'trailing_slash', 'query', 'fragment'],
      'console',
    ],
    ['http:/localhost:8501/oauth2callback', sent, ['host', 'port', 'path'], 'console'],
    ['http:///a', 'http:/a', ['other'], 'both'],
    ['http://intranet/a', 'http://intranet/b', ['path'], 'both'],
    [sent, sent, ['not_propagated', 'other_client'], 'nothing'],
    ['http://intranet/a', 'http://intranet/a', ['not_propagated', 'other_client'], 'both'],
  ])('%s against %s: %j, change %s', (registered, uri, causes, change) => {
    const diagnosis = diagnose([registered], uri)
    expect(diagnosis).toMatchObject({ causes, change, match: registered === uri })
  })

  it('compares with the closest of several, and knows the equal one', () => {
    expect(diagnose([server, 'http://localhost:8502/oauth2callback'], sent)?.registered).toBe(
      'http://localhost:8502/oauth2callback',
    )
    expect(diagnose([server, sent], sent)?.match).toBe(true)
    expect(diagnose([], sent)).toBeUndefined()
  })

  it.each([
    ['http://localhost8501/oauth2callback', sent, sent],
    [sent, 'http://localhost8501/oauth2callback', sent],
    ['http://localhost8501/x', 'http://localhost8501/oauth2callback', sent],
    ['http://intranet/a', 'http://intranet/b', undefined],
    [sent, sent, sent],
  ])('for %s and %s gives %s as the right one', (registered, uri, right) => {
    expect(diagnose([registered], uri)?.right).toBe(right)
  })

  it('says no rule that a cause says already', () => {
    expect(diagnose(['http://localhost8501/oauth2callback'], sent)?.brokenRules).toEqual({
      registered: [],
      sent: [],
    })
    expect(diagnose(['http://localhost:8501/*#x'], sent)?.brokenRules.registered).toEqual([
      'wildcard',
    ])
  })

  const near = fc
    .tuple(fc.constantFrom(sent, server), fc.nat(40), fc.constantFrom('', ':', '/', ' ', '？', 'W'))
    .map(([uri, place, sign]) => uri.slice(0, place) + sign + uri.slice(place + 1))
  const uri = fc.oneof(near, fc.webUrl({ withFragments: true }), hostileText)

  it('for any two texts names a cause exactly where they differ', () => {
    fc.assert(
      fc.property(fc.array(uri, { minLength: 1, maxLength: 4 }), uri, (registered, text) => {
        const diagnosis = diagnose(registered, text)
        const match = registered.includes(text)
        expect(diagnosis?.match).toBe(match)
        expect(diagnosis?.causes.length).toBeGreaterThan(0)
        expect(diagnosis?.causes.every((cause) => redirectUriCauses.includes(cause))).toBe(true)
        expect(diagnosis?.causes.includes('not_propagated')).toBe(match)
        expect(diagnosis?.runs.every(({ kind }) => kind === 'same')).toBe(match)
      }),
      { numRuns: 2000 },
    )
  })
})
