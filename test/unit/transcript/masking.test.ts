import { describe, expect, it } from 'vitest'
import {
  mask,
  maskedBody,
  maskedFields,
  maskedHeaders,
  maskedQuery,
} from '../../../src/lib/transcript/masking.ts'

describe('masking', () => {
  it('replaces what is worth something, and says so', () => {
    expect(maskedQuery('https://a.example/cb?code=C0DE&state=s&iss=https%3A%2F%2Fb')).toEqual([
      { name: 'code', value: mask, masked: true },
      { name: 'state', value: 's' },
      { name: 'iss', value: 'https://b' },
    ])
    const form = maskedFields([
      ['client_secret', 'S3CRET'],
      ['code_verifier', 'S3CRET'],
      ['grant_type', 'authorization_code'],
    ])
    expect(JSON.stringify(form)).not.toContain('S3CRET')
  })

  it('keeps the scheme of credentials and the name of a cookie', () => {
    const headers = new Headers({
      authorization: 'Basic Zm9v',
      'set-cookie': 'genkan_session=x; Path=/',
    })
    expect(maskedHeaders(headers)).toEqual([
      { name: 'authorization', value: `Basic ${mask}`, masked: true },
      { name: 'set-cookie', value: `genkan_session=${mask}`, masked: true },
    ])
  })

  it('leaves the query out of Location and other headers out altogether', () => {
    const headers = new Headers({ location: '/demo/?code=C0DE', 'x-powered-by': 'tea' })
    expect(maskedHeaders(headers)).toEqual([{ name: 'location', value: '/demo/' }])
  })

  it('puts headers in the order of their names, whoever gave them', () => {
    const fields = [
      ['set-cookie', 'b=1'],
      ['content-type', 'text/html'],
      ['set-cookie', 'a=1'],
      ['accept', '*/*'],
    ] as const
    expect(maskedHeaders(fields)).toEqual(maskedHeaders(new Headers(fields as never)))
    expect(maskedHeaders(fields).map(({ value }) => value)).toEqual([
      ...['*/*', 'text/html', `b=${mask}`, `a=${mask}`],
    ])
  })

  it('masks tokens inside JSON', () => {
    const body = maskedBody('{"access_token":"T0KEN","id_token":"T0KEN","expires_in":3600}')
    expect(JSON.parse(body)).toEqual({ access_token: mask, id_token: mask, expires_in: 3600 })
  })

  it('cuts a body that is too long', () => {
    expect(maskedBody('x'.repeat(9000))).toHaveLength(8000)
  })
})
