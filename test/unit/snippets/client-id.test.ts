import { describe, expect, it } from 'vitest'
import { checkClientId } from '../../../src/lib/snippets/client-id.ts'
import { practiceClient } from '../../../src/lib/snippets/practice-client.ts'

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const codesOf = (typed: string) => checkClientId(typed).findings.map(({ code }) => code)

describe('checkClientId', () => {
  it('takes a client ID of Google', () => {
    expect(checkClientId(clientId)).toEqual({ value: clientId, findings: [] })
  })

  it.each(['', ' ', '\u200b'])('says nothing of an empty field %j', (typed) => {
    expect(checkClientId(typed).value).toBeUndefined()
    expect(codesOf(typed)).not.toContain('client_id_shape')
  })

  it.each([
    [` ${clientId}`, ['blank_around']],
    [`${clientId}\n`, ['blank_around']],
    [`${clientId}\u3000`, ['blank_around']],
    [clientId.replace('-', '- '), ['blank_inside']],
    [`\u200b${clientId}`, ['invisible_character']],
    [clientId.replace('.', '\u00ad.'), ['invisible_character']],
    [clientId.replace('1', '１').replace('-', '－'), ['full_width']],
    [
      `\ufeff ${clientId.replace('.', '．')}`,
      ['invisible_character', 'full_width', 'blank_around'],
    ],
  ])('mends %j and says so', (typed, codes) => {
    expect(checkClientId(typed).value).toBe(clientId)
    expect(codesOf(typed)).toEqual(codes)
  })

  it.each([
    ['123456789012', 'client_id_shape'],
    ['my-app', 'client_id_shape'],
    ['YOUR_CLIENT_ID', 'client_id_shape'],
    [clientId.replace('googleusercontent', 'googleuserscontent'), 'client_id_shape'],
    [`${clientId}/`, 'client_id_shape'],
    [`https://${clientId}`, 'client_id_shape'],
    [clientId.replace('abc', 'ABC'), 'client_id_shape'],
    [`${clientId}"`, 'client_id_shape'],
    [practiceClient.clientId, 'client_id_practice'],
    ['GOCSPX-abc', 'secret'],
    [' gocspx-abc ', 'secret'],
    ['Ab3_Ab3-Ab3_Ab3-Ab3_Ab3-', 'secret'],
    [`${clientId} GOCSPX-abc`, 'secret'],
  ])('refuses %j: %s', (typed, code) => {
    expect(checkClientId(typed)).toEqual({
      value: undefined,
      findings: [{ field: 'client_id', code }],
    })
  })
})
