import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pastedLimit, readPastedText } from '../../../src/lib/jwt/pasted-text.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { iss: 'https://provider.example', sub: '1', name: '山田太郎' }
const token = `${encode({ alg: 'RS256', kid: '1' })}.${encode(claims)}.c2lnbmF0dXJl`
const lines = (text: string) => text.replaceAll(/(.{40})/g, '$1\n')
const response = { access_token: 'secret', token_type: 'Bearer', id_token: token }

describe('a token in what people paste', () => {
  it.each([
    ['the token', token, 'text'],
    ['blanks around it', `\n\t ${token} \r\n`, 'text'],
    ['quotes', `"${token}"`, 'text'],
    ['quotes and a comma', `'${token}',`, 'text'],
    ['backticks', `\`${token}\``, 'text'],
    ['curly quotes', `“${token}”`, 'text'],
    ['line breaks', lines(token), 'text'],
    ['line breaks written out', token.replaceAll('.', '.\\n'), 'text'],
    ['a byte order mark', `\ufeff${token}`, 'text'],
    ['characters that take no room', token.replace('.', '.\u200b'), 'text'],
    ['Bearer', `Bearer ${token}`, 'bearer'],
    ['a header', `Authorization: bearer ${token}`, 'bearer'],
    ['a header in line breaks', `authorization:\nBearer\n${lines(token)}`, 'bearer'],
    ['a token response', JSON.stringify(response), 'token_response'],
    ['a printed token response', JSON.stringify(response, null, 2), 'token_response'],
    ['a fragment', `http://localhost/cb#id_token=${token}&state=x`, 'url'],
    ['a query', `id_token=${token}&state=x`, 'url'],
    ['a line of JSON', `  "id_token": "${token}",`, 'surrounded'],
    ['a line of a log', `12:00 info got ${token} for user 1`, 'surrounded'],
  ])('is found: %s', (_, text, source) => {
    expect(readPastedText(text)).toMatchObject({ kind: 'token', idToken: token, source })
  })

  it('is decoded as UTF-8', () => {
    expect(readPastedText(token)).toMatchObject({ decoded: { payload: claims } })
  })

  it('is read without a signature too, as an attacker sends it', () => {
    const unsigned = token.replace(/[^.]*$/, '')
    expect(readPastedText(unsigned)).toMatchObject({ kind: 'token', idToken: unsigned })
  })

  it('comes with the access token of its response, and with no other', () => {
    expect(readPastedText(JSON.stringify(response))).toMatchObject({ accessToken: 'secret' })
    for (const other of [{ id_token: token }, { ...response, access_token: 7 }]) {
      expect(readPastedText(JSON.stringify(other))).not.toHaveProperty('accessToken')
    }
  })
})

describe('what is no ID token', () => {
  const deep = `${encode({ alg: 'RS256' })}.${Buffer.from(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`).toString('base64url')}.x`
  it.each([
    ['nothing', '', 'empty'],
    ['blanks and quotes', ' "" \n', 'empty'],
    ['too much', 'x'.repeat(pastedLimit + 1), 'too_long'],
    ['two parts', token.split('.').slice(0, 2).join('.'), 'damaged'],
    ['one part', token.split('.')[0] ?? '', 'damaged'],
    ['a cut payload', token.replace(/.{9}\.([^.]*)$/, '.$1'), 'damaged'],
    ['a list nested deep', deep, 'damaged'],
    ['five parts', `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`, 'encrypted'],
    ['an access token of Google', 'ya29.a0AfH6SMBx-_abc', 'access_token'],
    ['the same as a header', 'Authorization: Bearer ya29.a0AfH6SMBx', 'access_token'],
    ['a refresh token', `1//0${'e'.repeat(30)}`, 'refresh_token'],
    ['a client secret', 'GOCSPX-abcdefghijklmnop', 'client_secret'],
    ['a response without id_token', '{"access_token":"x"}', 'no_id_token'],
    ['decoded claims', JSON.stringify(claims), 'other_json'],
    ['a response with a broken token', '{"id_token":"eyJhbGciOi"}', 'damaged'],
    ['a callback', 'http://localhost:8501/oauth2callback?state=x&code=4%2F0Ab&iss=y', 'code'],
    ['a query with a code', 'code=4/0AbCd&state=x', 'code'],
    ['a path with a code', '/auth/callback/google?code=4/0AbCd', 'code'],
    ['a refusal', 'https://app.example/cb?error=access_denied', 'callback_error'],
    ['an address', 'https://accounts.google.com/', 'other_url'],
    ['words', 'hello there', 'unknown'],
    ['a sentence with two dots', 'Once. Twice. Thrice', 'unknown'],
    ['an address of the network', '192.168.0', 'unknown'],
    ['five words with dots', 'a.b.c.d.e', 'unknown'],
    ['two tokens', `${token} or ${token}`, 'unknown'],
    ['JSON cut short', '{"iss": "x", ', 'unknown'],
    ['a list', '[1]', 'unknown'],
  ])('is named: %s', (_, text, kind) => {
    expect(readPastedText(text)).toEqual({ kind })
  })

  it('is never taken for a token without its three parts', () => {
    const pieces = fc.constantFrom(...token.split(''), '.', ' ', '"', '{', 'eyJ', token, 'Bearer ')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (text) => {
        const read = readPastedText(text.join(''))
        if (read.kind === 'token') expect(read.idToken.split('.')).toHaveLength(3)
      }),
    )
  })
})
