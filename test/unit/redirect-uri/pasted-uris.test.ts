import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authErrorWords } from '../../../src/lib/redirect-uri/auth-error.ts'
import { pasteLimit, readPasted } from '../../../src/lib/redirect-uri/pasted-uris.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

const uri = 'http://localhost:8501/oauth2callback'
const server = 'https://app.example.com/oauth2callback'
const encoded = encodeURIComponent(uri)

/** A field of protocol buffers: its number, its length, its bytes. */
const field = (number: number, text: string) =>
  String.fromCharCode(number * 8 + 2, text.length) + text
/** As on the address of Google's error page. */
const authError = btoa(
  field(1, 'redirect_uri_mismatch') +
    field(2, 'register the redirect URI in the Google Cloud Console.') +
    // Bytes that become + and / in base64.
    field(3, '\xfb\xef\xbe\xff\xfb\xef\xbe\xff\xfb\xef\xbe\xff\xff\xff') +
    field(5, field(1, 'redirect_uri') + field(2, uri)),
)
const errorPage = (value: string) =>
  `https://accounts.google.com/signin/oauth/error?authError=${value}&client_id=1`

describe('readPasted', () => {
  it.each([
    ['an address', uri, [uri]],
    ['an address with blanks around it', ` ${uri} `, [` ${uri} `]],
    [
      'an address with a blank inside',
      'http://localhost:8501/ oauth2callback',
      ['http://localhost:8501/ oauth2callback'],
    ],
    ['several lines', `${uri}\r\n\n${server}\n`, [uri, server]],
    ['the same twice', `${uri}\n${uri}`, [uri]],
    [
      'a list',
      `- ${uri}\n* ${server}\n1. http://localhost:3000/`,
      [uri, server, 'http://localhost:3000/'],
    ],
    ['quotes and a comma', `"${uri}",\n'${server}'`, [uri, server]],
    ['blanks inside quotes', `"${uri} "`, [`${uri} `]],
    ['angle brackets', `<${uri}>`, [uri]],
    ['several in a line', `${uri}, ${server}`, [uri, server]],
    [
      'the console with its labels',
      `Authorized redirect URIs\nURIs 1\n${uri}\nURIs 2 ${server}`,
      [uri, server],
    ],
    [
      'an address without a scheme',
      'localhost:8501/oauth2callback',
      ['localhost:8501/oauth2callback'],
    ],
    ['full-width signs', 'http：//localhost：8501', ['http：//localhost：8501']],
    ['an encoded address', encoded, [uri]],
    [
      'an address that is encoded twice, as it is',
      encodeURIComponent(encoded),
      [encodeURIComponent(encoded)],
    ],
    [
      'an authorization URL',
      `https://accounts.google.com/o/oauth2/v2/auth?client_id=x&redirect_uri=${encoded}&scope=openid`,
      [uri],
    ],
    [
      'one with an address that is not encoded',
      `https://accounts.google.com/o/oauth2/v2/auth?redirect_uri=${uri}&scope=openid`,
      [uri],
    ],
    [
      'one from the source of a page',
      `https://accounts.google.com/auth?client_id=x&amp;redirect_uri=${encoded}&amp;scope=openid`,
      [uri],
    ],
    ['one with a fragment', `https://a.example/auth?redirect_uri=${encoded}#x`, [uri]],
    ['a relative one', `/practice/o/oauth2/v2/auth?redirect_uri=${encoded}`, [uri]],
    [
      'Google’s text for developers',
      `Error 400: redirect_uri_mismatch\nIf you're the app developer, register the redirect URI in the Google Cloud Console. redirect_uri=${uri}`,
      [uri],
    ],
    [
      'Google’s request details',
      `Request details: redirect_uri=${uri} flowName=GeneralOAuthFlow`,
      [uri],
    ],
    ['the address of Google’s error page', errorPage(encodeURIComponent(authError)), [uri]],
    [
      'that page, base64 for URLs',
      errorPage(authError.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
      [uri],
    ],
    [
      'that page, cut off',
      errorPage(authError.slice(0, -20)),
      [errorPage(authError.slice(0, -20))],
    ],
    ['that page, damaged', errorPage('x'.repeat(21)), [errorPage('x'.repeat(21))]],
    ['a line of TOML', `redirect_uri = "${uri}"`, [uri]],
    [
      'a whole secrets.toml',
      `[auth]\nredirect_uri = '${uri}' # local\ncookie_secret = "abc"\nserver_metadata_url = "${server}"`,
      [uri],
    ],
    ['a blank in TOML', `redirect_uri = "${uri} "`, [`${uri} `]],
    [
      'a placeholder',
      'redirect_uri = "http://localhost:{port}/oauth2callback"',
      ['http://localhost:{port}/oauth2callback'],
    ],
    [
      'an environment variable',
      `GOOGLE_REDIRECT_URI=${uri}\nOAUTH2_PROXY_REDIRECT_URL=${server}`,
      [uri, server],
    ],
    ['YAML', `redirect_uri: ${uri}`, [uri]],
    ['JavaScript', `redirectUri: x, redirect_uri: '${uri}',`, [uri]],
    [
      'client_secret.json',
      JSON.stringify(
        { web: { client_id: 'x', redirect_uris: [uri, server], client_secret: 'y' } },
        null,
        2,
      ),
      [uri, server],
    ],
    [
      'client_secret.json with escapes',
      '{"web":{"redirect_uris":["http:\\/\\/localhost:8501\\/oauth2callback"]}}',
      [uri],
    ],
    ['a part of it', `"redirect_uris": ["http://[::1]:8501/"], "x`, ['http://[::1]:8501/']],
    ['an address for the log-out only', `post_logout_redirect_uri=${server}`, [server]],
    ['a code without an address', 'Error 400: redirect_uri_mismatch', []],
    ['prose', 'register the redirect URI', []],
    ['nothing', ' \n ', []],
    [
      'entities',
      'https://app.example.com/?a=1&amp;b=&quot;&#x3042;&#12354;&unknown;',
      ['https://app.example.com/?a=1&b="ああ&unknown;'],
    ],
  ])('reads %s', (_, text, uris) => {
    expect(readPasted(text)).toEqual({ uris, tooLong: false })
  })

  it('reads no part of what is too long', () => {
    const text = `${uri}\n`.padEnd(pasteLimit)
    expect(readPasted(text).uris).toEqual([uri])
    expect(readPasted(`${text} `)).toEqual({ uris: [], tooLong: true })
  })

  it('takes any text, and never gives nothing for an address', () => {
    const piece = fc.oneof(
      hostileText,
      fc.constantFrom(
        'redirect_uri=',
        'redirect_uris":["',
        '&#x110000;',
        '%',
        'authError=',
        '\n',
        '"',
        uri,
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { uris } = readPasted(pieces.join(''))
        expect(uris).toEqual([...new Set(uris)])
        expect(uris).not.toContain('')
      }),
      { numRuns: 2000 },
    )
  })

  it('reads a full field of any repeated piece quickly', () => {
    for (const piece of [
      'redirect_uri=',
      '"redirect_uris":["a",',
      'a_',
      '\\"',
      '&#',
      ' ',
      'http://',
    ]) {
      const text = piece.repeat(pasteLimit).slice(0, pasteLimit)
      const start = performance.now()
      readPasted(text)
      expect(performance.now() - start, piece).toBeLessThan(2000)
    }
  })
})

describe('authErrorWords', () => {
  it('gives the words of Google’s message', () => {
    expect(authErrorWords(errorPage(authError))).toContain('redirect_uri_mismatch')
    expect(authErrorWords('no such thing')).toBe('')
  })
})
