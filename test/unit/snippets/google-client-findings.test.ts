import { describe, expect, it } from 'vitest'
import {
  findingsInGoogleClient,
  googleClientFindings,
  isGoogleClientNote,
} from '../../../src/lib/snippets/google-client-findings.ts'

const clientId = '123456789012-abc123def456.apps.googleusercontent.com'
const secret = 'GOCSPX-aBcDeFgHiJkLmNoPqRsTuVwXyZ12'

describe('findingsInGoogleClient', () => {
  it.each([
    ['client_id', '', []],
    ['client_id', clientId, []],
    ['client_id', ` ${clientId}`, ['blank_around']],
    ['client_id', clientId.slice(0, 20), ['client_id_shape']],
    ['client_id', secret, ['secret']],
    ['client_id', 'demo.apps.genkan.practice', ['client_id_practice']],
    ['client_id', '9'.repeat(301), ['too_long']],
    ['client_secret', '', []],
    ['client_secret', `GOCSPX-${'a'.repeat(294)}`, ['too_long']],
    ['client_secret', ' ', []],
    ['client_secret', secret, []],
    ['client_secret', 'Ab3_Ab3-Ab3_Ab3-Ab3_Ab3-', []],
    ['client_secret', `${secret}\n`, ['blank_around']],
    ['client_secret', secret.replace('-', '- '), ['blank_inside']],
    ['client_secret', secret.replace('-', '－'), ['full_width']],
    ['client_secret', `\u200b${secret}`, ['invisible_character']],
    ['client_secret', ` ${clientId}`, ['client_secret_id']],
    ['client_secret', 'demo.apps.genkan.practice', ['client_secret_id']],
    ['client_secret', ' gknspx-abc', ['client_secret_practice']],
  ] as const)('%s %j: %j', (field, typed, codes) => {
    expect(findingsInGoogleClient(field, typed)).toEqual(codes)
  })
})

describe('isGoogleClientNote', () => {
  it('is true of what is fixed, and of nothing else', () => {
    const codes = Object.values(googleClientFindings).flat()
    expect(new Set(codes.filter((code) => !isGoogleClientNote(code)))).toEqual(
      new Set([
        ...['secret', 'client_id_practice', 'client_id_shape'],
        ...['client_secret_id', 'client_secret_practice', 'too_long'],
      ]),
    )
  })
})
