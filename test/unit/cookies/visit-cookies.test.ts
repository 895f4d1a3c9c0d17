import { beforeEach, describe, expect, it } from 'vitest'
import { VisitCookies } from '../../../src/practice/visit-cookies.ts'

const start = 1_800_000_000_000
let now = start
beforeEach(() => {
  now = start
})
const visitsAt = (siteUrl: string, secret = 'a secret') =>
  new VisitCookies(secret, siteUrl, () => now)
const visits = visitsAt('http://localhost:4321')
const pairOf = (header: string) => header.split(';', 1)[0] ?? ''
const namesOf = (headers: readonly string[]) => headers.map((header) => header.split('=', 1)[0])

/** Begins visits one second after the other. @returns the `Cookie` header that they make */
function begun(...uids: readonly string[]): string {
  const pairs = uids.map((uid) => {
    now += 1000
    return pairOf(visits.begin(uid))
  })
  return pairs.join('; ')
}

describe('the cookie of a visit', () => {
  it('binds the visit to the browser that sends it', () => {
    const header = begun('one', 'two')
    expect(visits.isBound('one', header)).toBe(true)
    expect(visits.isBound('two', `other=x; ${header}`)).toBe(true)
    expect(visits.isBound('three', header)).toBe(false)
    expect(visits.isBound('one', '')).toBe(false)
  })

  it('can be made by nobody who knows the uid', () => {
    const own = begun('own')
    const [name = '', value = ''] = begun('known').split('=')
    const [time, mac = ''] = value.split('.')
    const forged = [
      ...[`${name}=`, `${name}=.`, `${name}=${time}`, `${name}=${time}.`, `${name}=.${mac}`],
      ...[`${name}=known`, `${name}=${time}.${'A'.repeat(22)}`, `${name}=${time}x.${mac}`],
      // The value of a visit that the forger began.
      `${name}=${own.split('=')[1]}`,
      // Made with another key.
      pairOf(visitsAt('http://localhost:4321', 'another secret').begin('known')),
    ]
    for (const header of forged) expect(visits.isBound('known', header), header).toBe(false)
    expect(visits.isBound('known', `${name}=${time}.${mac}`)).toBe(true)
  })

  it('is small, for the provider only, and the first that Chromium evicts', () => {
    const header = visits.begin('x'.repeat(43))
    expect(header).toMatch(/^practice_[\w-]{22}=[\w.-]+; Max-Age=1800; Path=\/practice; HttpOnly;/)
    expect(header).toContain('; Priority=Low; SameSite=Lax')
    expect(header).not.toContain('Secure')
    expect(pairOf(header).length).toBeLessThan(70)
    expect(visitsAt('https://login.example').begin('x')).toContain('; Secure')
    expect(visits.end('x')).toMatch(/^practice_[\w-]{22}=; Max-Age=0; Path=\/practice;/)
  })
})

describe('VisitCookies.surplus', () => {
  it('leaves room for one more among twelve', () => {
    const uids = Array.from({ length: 20 }, (_, index) => `${index}`)
    expect(visits.surplus(begun(...uids.slice(0, 11)))).toEqual([])
    expect(visits.surplus(begun(...uids.slice(0, 12)))).toEqual([visits.end('0')])
    const gone = uids.slice(0, 9).map((uid) => visits.end(uid))
    expect(visits.surplus(begun(...uids))).toEqual(gone)
  })

  it('deletes forged ones, and touches no other cookie', () => {
    const foreign = 'practice_step=x; practice_step.sig=y; genkan_session=z; practice_=q'
    const forged = `practice_${'a'.repeat(22)}=zzzzzzzz.${'A'.repeat(22)}`
    const surplus = visits.surplus(`${foreign}; ${forged}; ${begun('1')}`)
    expect(namesOf(surplus)).toEqual([`practice_${'a'.repeat(22)}`])
  })
})
