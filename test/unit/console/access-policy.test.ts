import { describe, expect, it } from 'vitest'
import { exclusion, openToEverybody } from '../../../src/practice/console/access-policy.ts'
import { personas } from '../../../src/practice/personas.ts'

const person = (givenName: string) => {
  const found = personas.find((persona) => persona.givenName === givenName)
  if (!found) throw new Error(`no persona ${givenName}`)
  return found
}
const taro = person('太郎')
const hanako = person('Hanako')
const basic = ['openid', 'email', 'profile']
const wide = [...basic, 'calendar.readonly']
const internal = { ...openToEverybody, audience: 'internal' } as const
const testing = { ...openToEverybody, publishingStatus: 'testing' } as const

describe('who is let into an app', () => {
  it.each([
    ['anyone, in production', openToEverybody, taro, wide, undefined],
    ['anyone, in testing, for basic scopes', testing, taro, basic, undefined],
    ['not an unlisted person, in testing, for more', testing, taro, wide, 'access_denied'],
    ['a test user', { ...testing, testUsers: [taro.email] }, taro, wide, undefined],
    [
      'a test user in capitals',
      { ...testing, testUsers: [taro.email.toUpperCase()] },
      taro,
      wide,
      undefined,
    ],
    ['a member, internal', internal, hanako, wide, undefined],
    ['not an outsider, internal', internal, taro, basic, 'org_internal'],
    [
      'not a member, for more of a stranger',
      openToEverybody,
      hanako,
      wide,
      'admin_policy_enforced',
    ],
    ['a member, for basic scopes', openToEverybody, hanako, basic, undefined],
  ] as const)('%s', (_, app, who, scopes, expected) => {
    expect(exclusion(app, who, scopes)).toBe(expected)
  })
})
