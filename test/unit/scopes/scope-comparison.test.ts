import { describe, expect, it } from 'vitest'
import {
  identityText,
  isScopeRuns,
  knownClaims,
  outcomesOf,
  rawAnswer,
  requestLines,
} from '../../../src/lib/scope-comparison.ts'
import type { Exchange, RecordedResponse } from '../../../src/lib/transcript/transcript.ts'

const request = { method: 'GET', url: 'https://provider.example/auth', headers: [], body: [] }

function exchange(response: RecordedResponse | null): Exchange {
  const parties = { from: 'app', to: 'provider', startedAt: 0, duration: 1 } as const
  return { kind: 'token', ...parties, request: { ...request, query: [] }, response }
}

describe('an authorization request in lines', () => {
  it('marks scope and nothing else', () => {
    const query = ['response_type', 'scope', 'state'].map((name) => ({ name, value: 'x y' }))
    expect(requestLines({ ...request, query })).toEqual([
      { text: 'GET https://provider.example/auth', differs: false },
      { text: '?response_type=x y', differs: false },
      { text: '&scope=x y', differs: true },
      { text: '&state=x y', differs: false },
    ])
  })
})

describe('an answer as text', () => {
  it('has status, challenge and body, and no other header', () => {
    const headers = [
      { name: 'content-type', value: 'application/json' },
      { name: 'www-authenticate', value: 'Bearer error="insufficient_scope"' },
    ]
    expect(rawAnswer(exchange({ status: 403, headers, location: [], body: '{}' }))).toEqual({
      status: 403,
      text: 'HTTP 403\nwww-authenticate: Bearer error="insufficient_scope"\n\n{}',
    })
  })

  it('says so where none came', () => {
    expect(rawAnswer(exchange(null)).status).toBe(0)
  })
})

describe('what the app knows', () => {
  const words = { passed: '{{count}} passed', failed: '{{failed}} of {{count}}', nothing: '-' }
  const run = {
    scope: 'email profile',
    request: [],
    token: { status: 200, text: '' },
    userInfo: { status: 403, text: '' },
    identity: null,
  } as const

  it('is nothing without an ID token', () => {
    expect(identityText(null, words)).toBe('-')
    expect([...outcomesOf(run)]).toEqual(['no_id_token', 'refuses'])
  })

  it('is only as good as the checks', () => {
    const identity = { claims: [], checks: 11, failed: 0 }
    expect(identityText(identity, words)).toBe('11 passed')
    expect(identityText({ ...identity, failed: 2 }, words)).toBe('2 of 11')
    const userInfo = { status: 200, text: '' }
    expect([...outcomesOf({ ...run, identity, userInfo })]).toEqual(['id_token', 'answers'])
  })

  it('are the claims a login goes by, in a fixed order', () => {
    expect(knownClaims({ exp: 5, picture: 'p', aud: ['a', 'b'], iss: 'i' })).toEqual([
      { name: 'iss', value: 'i' },
      { name: 'aud', value: '["a","b"]' },
      { name: 'exp', value: '5' },
    ])
  })

  it.each([undefined, null, {}, [], [run]])('is not read from %j', (value) => {
    expect(isScopeRuns(value)).toBe(false)
  })
})
