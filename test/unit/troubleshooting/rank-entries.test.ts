import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Entry, rankEntries } from '../../../src/lib/troubleshooting/rank-entries.ts'
import { wordsOf } from '../../../src/lib/troubleshooting/search-words.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

function entry(id: string, messages: readonly string[], text: string, heading = id): Entry {
  return { id, heading, messages, text: [heading, ...messages, text].join('\n') }
}

const entries = [
  entry(
    'redirect_uri_mismatch',
    ['redirect_uri_mismatch', 'Error 400: redirect_uri_mismatch'],
    'The address that your app sent is not registered. Compare scheme, host and port.',
  ),
  entry(
    'invalid_grant',
    ['invalid_grant', '"error": "invalid_grant"'],
    'The token endpoint did not take the code: it was used before, or has expired.',
  ),
  entry(
    'code_exchange_failed',
    ['code_exchange_failed', 'The provider gave no tokens for the code'],
    'The token endpoint refused the code. invalid_grant: the code was used before.',
  ),
  entry(
    'state_mismatch',
    ['state_mismatch', 'This answer does not belong to a login of this browser'],
    'The answer has another state, or the cookie is gone. Open localhost, not 127.0.0.1.',
  ),
  entry(
    'experimental_user',
    ["module 'streamlit' has no attribute 'experimental_user'"],
    'The name was removed. Write st.user.',
    "has no attribute 'experimental_user'",
  ),
  entry(
    'deploy',
    [],
    'cookie_secretが変わったので、署名が合わなくなりました。',
    'デプロイするたびに全員がログアウトする',
  ),
  entry(
    'embedded',
    [],
    '埋め込んだアプリでのログインに対応していません。',
    '別のページに埋め込むとログインできない',
  ),
]
const ids = (query: string) => rankEntries(query, entries).map(({ id }) => id)

const traceback = `Traceback (most recent call last):
  File "/srv/app/.venv/lib/python3.12/site-packages/streamlit/runtime/scriptrunner/exec_code.py", line 129, in exec_func_with_error_handling
    result = func()
  File "/srv/app/main.py", line 3, in <module>
    if not st.experimental_user.is_logged_in:
AttributeError: module 'streamlit' has no attribute 'experimental_user'`

describe('rankEntries', () => {
  it.each([
    ['a code', 'redirect_uri_mismatch', ['redirect_uri_mismatch']],
    ['the words of a code', 'redirect uri mismatch', ['redirect_uri_mismatch']],
    [
      'capitals and full width',
      'Ｒｅｄｉｒｅｃｔ＿ＵＲＩ＿ＭＩＳＭＡＴＣＨ',
      ['redirect_uri_mismatch'],
    ],
    ['the beginning of a code', 'redirect_uri_mis', ['redirect_uri_mismatch']],
    ['a code that two entries explain', 'invalid_grant', ['invalid_grant', 'code_exchange_failed']],
    [
      'a line of JSON',
      '{"error":"invalid_grant","error_description":"Bad Request"}',
      ['invalid_grant'],
    ],
    [
      'an address',
      'http://localhost:8501/oauth2callback?error=invalid_grant&state=abc',
      ['invalid_grant'],
    ],
    [
      'an encoded address',
      'https://a.example/?next=%2Fcb%3Ferror%3Dinvalid%5Fgrant%26x',
      ['invalid_grant'],
    ],
    ['a stack trace', traceback, ['experimental_user']],
    [
      'a title of this site',
      'This answer does not belong to a login of this browser',
      ['state_mismatch'],
    ],
    ['part of a message', 'does not belong to a login', ['state_mismatch']],
    ['what an entry says', '127.0.0.1 localhost cookie', ['state_mismatch']],
    ['Japanese', 'デプロイすると全員ログアウトする', ['deploy']],
    ['part of a Japanese sentence', '埋め込むと', ['embedded']],
    ['Japanese around a code', 'エラー 400: redirect_uri_mismatch', ['redirect_uri_mismatch']],
    ['two codes', 'state_mismatch, then invalid_grant', ['state_mismatch', 'invalid_grant']],
  ])('finds %s', (_, query, expected) => {
    const found = ids(query)
    expect(found.slice(0, expected.length).toSorted()).toEqual(expected.toSorted())
    expect(found[0]).toBe(expected[0])
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['signs', '??? !!! …'],
    ['another topic', 'ModuleNotFoundError: No module named pandas'],
    ['another topic in Japanese', '文字化けが直らない'],
    ['empty words', 'why does it not'],
    ['a long log about something else', 'GET /static/main.js 304 0.4 ms\n'.repeat(40)],
    ['a name inside other names', 'myinvalid_grantor'],
  ])('finds no entry for %s', (_, query) => {
    expect(ids(query)).toEqual([])
  })

  it('does not take the words of another code for a message', () => {
    expect(ids('redirect_uri and state_mismatch')).not.toContain('redirect_uri_mismatch')
  })

  it('keeps the order of the page among equals', () => {
    const twins = [entry('b', ['same_code'], ''), entry('a', ['same_code'], '')].map((twin) => ({
      ...twin,
      heading: 'same_code',
      text: 'same_code',
    }))
    expect(rankEntries('same_code', twins).map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('takes anything, and finds every entry by each of its messages', () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.constantFrom(...entries),
        hostileText,
        (before, { id, messages }, after) => {
          expect(rankEntries(before, entries).every(({ score }) => score > 0)).toBe(true)
          for (const message of messages)
            expect(ids(`${before}\n${message}\n${after}`)).toContain(id)
        },
      ),
    )
  })

  it('is quick with a log of a megabyte', () => {
    const log = `${'x1 y2 redirect_uri='.repeat(50_000)}invalid_grant`
    const start = performance.now()
    expect(ids(log)).toContain('invalid_grant')
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('wordsOf', () => {
  it.each([
    ['Error 400: redirect_uri_mismatch', ['error', '400', 'redirect_uri_mismatch']],
    ['__proto__ a I x', ['proto']],
    ['Cookieが消えた', ['cookie', '消', 'えた']],
    ['デプロイする', ['デプ', 'プロ', 'ロイ', 'する']],
    ['%E3%81%82%E3%81%84 %FF%', ['あい']],
    ['鍵', ['鍵']],
    ['が', []],
  ])('of %j are %j', (text, words) => {
    expect([...wordsOf(text)]).toEqual(words)
  })
})
