import { describe, expect, it } from 'vitest'
import { type Case, expectCase, expectRefused } from '../../support/hostile-cases.ts'
import type { Members } from '../../support/hostile-provider/hostile-provider.ts'
import { type HostileSite, html } from '../../support/hostile-site.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const signsIn = 'signs in'
const refused = 'id_token_invalid'
const absent = undefined
const self = 'genkan-test'

describe('claims', () => {
  const inside = { aud: self }
  it.each<Case>([
    ['aud empty', { claims: { aud: [] } }, refused, 'audience'],
    ['aud an object', { claims: { aud: { [self]: 1 } } }, refused, 'audience'],
    ['aud in a list in a list', { claims: { aud: [[self]] } }, refused, 'audience'],
    ['aud twice the client, with azp', { claims: { aud: [self, self], azp: self } }, signsIn],
    [
      'azp required with several audiences',
      { claims: { aud: [self, self] } },
      refused,
      'authorized_party',
    ],
    ['azp equal to the client', { claims: { ...inside, azp: self } }, signsIn],
    ['azp of another client', { claims: { azp: 'somebody-else' } }, refused, 'authorized_party'],
    ['azp null', { claims: { azp: null } }, refused, 'authorized_party'],
    ['sub empty', { claims: { sub: '' } }, refused, 'subject'],
    ['sub a number', { claims: { sub: 42 } }, refused, 'subject'],
    ['sub of 256 characters', { claims: { sub: 'x'.repeat(256) } }, refused, 'subject'],
    ['iss a list', { claims: { iss: ['https://evil.example'] } }, refused, 'issuer'],
    ['iss missing', { claims: { iss: absent } }, refused, 'issuer'],
    ['nonce null', { claims: { nonce: null } }, refused, 'nonce'],
    ['at_hash null', { claims: { at_hash: null } }, refused, 'access_token_hash'],
    ['at_hash empty', { claims: { at_hash: '' } }, refused, 'access_token_hash'],
  ])('%s', async (...row: Case) => void (await expectCase(site, row)))
})

describe('times', () => {
  const skew = 60
  it.each<[name: string, claims: (now: number) => Members, ...failed: string[]]>([
    ['exp within the skew', (now) => ({ exp: now - skew + 1 })],
    ['clock skew 60 s at most: exp', (now) => ({ exp: now - skew }), 'expiry'],
    ['exp with a fraction', (now) => ({ exp: now + 0.5 })],
    ['exp text', (now) => ({ exp: String(now + 3600) }), 'expiry'],
    ['exp negative', () => ({ exp: -1 }), 'expiry'],
    ['exp beyond all time', () => ({ exp: 1e308 }), 'expiry'],
    ['exp null', () => ({ exp: null }), 'expiry'],
    ['exp true', () => ({ exp: true }), 'expiry'],
    ['iat within the skew', (now) => ({ iat: now + skew })],
    ['clock skew 60 s at most: iat', (now) => ({ iat: now + skew + 1 }), 'issued_at'],
    ['iat negative', () => ({ iat: -1 }), 'issued_at'],
    ['iat beyond all time', () => ({ iat: 1e308 }), 'issued_at'],
    ['iat text', (now) => ({ iat: String(now) }), 'issued_at'],
    ['iat null', () => ({ iat: null }), 'issued_at'],
    ['nbf now', (now) => ({ nbf: now })],
    ['clock skew 60 s at most: nbf', (now) => ({ nbf: now + skew + 1 }), 'issued_at'],
    ['nbf text', () => ({ nbf: 'soon' }), 'issued_at'],
    ['nbf null', () => ({ nbf: null }), 'issued_at'],
  ])('%s', async (name, claims, ...failed) => {
    site.forget()
    const now = Math.floor(site.clock.now() / 1000)
    const outcome = await site.logIn({ claims: claims(now) })
    const expected = failed.length === 0 ? [signsIn] : [refused, ...failed]
    expect([outcome.result, ...outcome.checks]).toEqual(expected)
    if (failed.length === 0) return
    expectRefused(outcome)
    const page = await site.logIn({ claims: claims(now) }, { accept: html })
    expect([page.result, page.status], name).toEqual([refused, 400])
  })
})
