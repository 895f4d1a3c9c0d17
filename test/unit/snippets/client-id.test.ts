import { describe, expect, it } from 'vitest'
import { checkClientId, checkPracticeClientId } from '../../../src/lib/snippets/client-id.ts'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const practiceClientId = `123456789012-${'a1b2'.repeat(8)}.apps.genkan.practice`
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
  ])('fixes %j and says so', (typed, codes) => {
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
    [practiceClientId, 'client_id_practice'],
    ['GKNSPX-abc', 'secret'],
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

describe('checkPracticeClientId', () => {
  it.each([practiceClientId, practiceClient.clientId])('takes %s', (typed) => {
    expect(checkPracticeClientId(typed)).toEqual({ value: typed, findings: [] })
  })

  it.each([
    [` ${practiceClientId}`, 'blank_around'],
    [practiceClientId.replace('-', '－'), 'full_width'],
    [practiceClientId.replace('-', '\u200b-'), 'invisible_character'],
    [practiceClientId.replace('-', ' -'), 'blank_inside'],
  ])('fixes %j and says so: %s', (typed, code) => {
    const findings = [{ field: 'practice_client_id', code }]
    expect(checkPracticeClientId(typed)).toEqual({ value: practiceClientId, findings })
  })

  it.each([
    ['123456789012', 'practice_client_id_shape'],
    [practiceClientId.slice(1), 'practice_client_id_shape'],
    [`1${practiceClientId}`, 'practice_client_id_shape'],
    [practiceClientId.replace('a1', 'a'), 'practice_client_id_shape'],
    [practiceClientId.replace('a1', 'A1'), 'practice_client_id_shape'],
    [`https://${practiceClientId}`, 'practice_client_id_shape'],
    ['demo.apps.genkan.practice', 'practice_client_id_shape'],
    [clientId, 'practice_client_id_google'],
    ['GKNSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12', 'secret'],
    ['aBcDeFgHiJkLmNoPqRsTuVwXyZ12', 'secret'],
    ['GOCSPX-abc', 'secret'],
  ])('refuses %j: %s', (typed, code) => {
    const findings = [{ field: 'practice_client_id', code }]
    expect(checkPracticeClientId(typed)).toEqual({ value: undefined, findings })
  })

  it('says nothing of an empty field', () => {
    expect(checkPracticeClientId('')).toEqual({ value: undefined, findings: [] })
  })
})
