import { describe, expect, it } from 'vitest'
import { readPastedKeys } from '../../../src/lib/jwt/pasted-keys.ts'

const key = { kty: 'RSA', kid: '1', n: 'x', e: 'AQAB' }

describe('readPastedKeys', () => {
  it.each([
    ['a set', { keys: [key, key] }, [key, key]],
    ['one key', key, [key]],
    ['a bare list', [key], [key]],
  ])('reads %s', (_, value, keys) => {
    const text = `\n${JSON.stringify(value, null, 2)} `
    expect(readPastedKeys(text)).toEqual({ kind: 'keys', keySet: { keys } })
  })

  it.each([
    ['nothing', ' \n', 'empty'],
    ['too much', 'x'.repeat(65_537), 'too_long'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIC', 'pem'],
    ['half a set', '{"keys":[{"kty"', 'no_json'],
    ['an empty set', '{"keys":[]}', 'no_keys'],
    ['a discovery document', '{"issuer":"https://x","jwks_uri":"https://x/certs"}', 'no_keys'],
    ['certificates by key ID, as Google publishes too', '{"abc":"-----BEGIN"}', 'no_keys'],
    ['a key of no kind', '{"keys":[{"kid":"1"}]}', 'no_keys'],
    ['a number', '7', 'no_keys'],
    ['null', '{"keys":[null]}', 'no_keys'],
    ['a private key', JSON.stringify({ ...key, d: 'x' }), 'private'],
    ['a private key among others', JSON.stringify({ keys: [key, { ...key, d: 'x' }] }), 'private'],
    ['a shared key', '{"kty":"oct","k":"x"}', 'private'],
  ])('says what is wrong with %s', (_, text, problem) => {
    expect(readPastedKeys(text)).toEqual({ kind: 'problem', problem })
  })
})
