import { describe, expect, it } from 'vitest'
import { cookieBytes } from '../../../src/lib/surplus-cookies.ts'
import { Transactions } from '../../../src/server/login/transaction.ts'
import { newTransaction } from '../../../src/server/login/transaction-content.ts'
import { CookieSealer } from '../../../src/server/sealed-cookie.ts'

const start = 1_800_000_000_000
const siteUrl = 'https://login.example'
const sealer = new CookieSealer(['a'.repeat(64)], () => start)
const transactions = new Transactions(sealer, siteUrl)
const longestPath = `/${'p'.repeat(199)}`

const login = (change: Partial<Parameters<typeof newTransaction>[0]> = {}) =>
  newTransaction({
    ...{ provider: 'practice', returnTo: '/demo/', startedAt: start, restarts: 0 },
    scopes: ['openid', 'email', 'profile'],
    ...change,
  })

/** Begins a login. @returns its cookie, and the names that the answer deletes */
async function begin(transaction = login(), cookies: Record<string, string> = {}) {
  const [set = '', ...deleted] = await transactions.begin(transaction, cookies)
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
  return { name, value, deleted: deleted.map((header) => header.split('=', 1)[0]) }
}

/** The cookies of logins that began at the same moment, `Cookie` header and all. */
async function begunAtOnce(logins: readonly ReturnType<typeof login>[]) {
  const begun = await Promise.all(logins.map((each) => begin(each)))
  const bytes = begun.reduce((sum, cookie) => sum + cookieBytes(cookie), 0)
  return { bytes, cookies: Object.fromEntries(begun.map(({ name, value }) => [name, value])) }
}

describe('a login transaction', () => {
  it.each([
    ['a plain one', {}],
    ['one of a Japanese page', { returnTo: '/ja/demo/?a=b#c' }],
    ['one with scopes of its own', { scopes: ['openid', 'email'] }],
    ['one that was restarted', { restarts: 2 }],
    ['one of a reader’s client', { client: { clientId: 'an id', clientSecret: '' } }],
  ])('comes back from its cookie: %s', async (_, change) => {
    const transaction = login(change)
    const { name, value } = await begin(transaction)
    expect(await transactions.find(transaction.state, { [name]: value })).toEqual(transaction)
    expect(await transactions.find(login().state, { [name]: value })).toBeUndefined()
  })

  it('is not another one under its name', async () => {
    const [one, two] = [login(), login()]
    const { name } = await begin(one)
    const { value } = await begin(two)
    expect(await transactions.find(one.state, { [name]: value })).toBeUndefined()
  })

  it('has a language: that of the page to return to', () => {
    expect([login(), login({ returnTo: '/ja/demo/' })].map(({ language }) => language)).toEqual([
      'en',
      'ja',
    ])
  })
})

describe('the bytes of login transactions', () => {
  const googleSized = { clientId: 'c'.repeat(73), clientSecret: 's'.repeat(35) }

  it.each([
    ['the demo', {}, 4096],
    [
      'the longest path of this site',
      { returnTo: `/ja/lab/console/clients/${'c'.repeat(67)}/` },
      8192,
    ],
    ['a reader’s Google client', { client: googleSized }, 8192],
  ])('twelve that begin at once fit into a proxy’s buffer: %s', async (_, change, limit) => {
    const { bytes } = await begunAtOnce(Array.from({ length: 12 }, () => login(change)))
    expect(bytes).toBeLessThan(limit)
  })

  it('are 311 for a plain one, __Host- included', async () => {
    expect(cookieBytes(await begin())).toBe(311)
  })

  it('never reach what a browser takes for one cookie', async () => {
    const client = { clientId: '\u0001'.repeat(128), clientSecret: '\u0001'.repeat(128) }
    const { name, value } = await begin(login({ client, returnTo: longestPath }))
    expect(name.length + value.length).toBeLessThan(4096)
  })

  it('are 4 KB together where logins begin one after the other', async () => {
    const client = { clientId: 'あ'.repeat(128), clientSecret: 'あ'.repeat(128) }
    const cookies: Record<string, string> = {}
    for (let count = 0; count < 8; count += 1) {
      const { name, value, deleted } = await begin(
        login({ client, startedAt: start + count }),
        cookies,
      )
      for (const gone of deleted) delete cookies[gone ?? '']
      cookies[name] = value
    }
    const sent = Object.entries(cookies).map(([name, value]) => cookieBytes({ name, value }))
    expect(sent.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(4096)
    expect(sent.length).toBeGreaterThan(1)
  })
})

describe('surplus transactions', () => {
  it('go when a login begins: the newest three stay', async () => {
    const older = Array.from({ length: 5 }, (_, index) => login({ startedAt: start + index }))
    const { cookies } = await begunAtOnce(older)
    const names = Object.keys(cookies)
    expect((await begin(login(), cookies)).deleted).toEqual(names.slice(0, 2))
  })

  it('go when a login ends, the oldest first, so that the rest has 4 KB', async () => {
    const logins = Array.from({ length: 20 }, (_, index) => login({ startedAt: start + index }))
    const { cookies } = await begunAtOnce(logins)
    const [ended, ...deleted] = await transactions.end(logins[5]?.state ?? '', cookies)
    const names = Object.keys(cookies)
    expect(ended?.split('=', 1)).toEqual([names[5]])
    const gone = deleted.map((header) => header.split('=', 1)[0])
    expect(gone).toEqual(names.filter((_, index) => index !== 5).slice(0, gone.length))
    const kept = Object.entries(cookies).filter(([name]) => ![names[5], ...gone].includes(name))
    expect(
      kept.reduce((sum, [name, value]) => sum + cookieBytes({ name, value }), 0),
    ).toBeLessThanOrEqual(4096)
    expect(kept.length).toBeGreaterThanOrEqual(12)
  })

  it('are expired ones, before all others', async () => {
    const expired = await begin(login({ startedAt: start - 10 * 60_000 }))
    const logins = Array.from({ length: 3 }, (_, index) => login({ startedAt: start + index }))
    const { cookies } = await begunAtOnce(logins)
    const all = { ...cookies, [expired.name]: expired.value }
    expect((await begin(login(), all)).deleted).toEqual([expired.name])
    // A callback leaves it: its own callback shall say that it has expired.
    expect(await transactions.end(logins[0]?.state ?? '', all)).toHaveLength(1)
  })

  it('are those that cannot be read, such as an earlier release’s', async () => {
    const old = { '__Host-genkan_login_GHp-BxhiYr-EHMApuY8YBp': 'eyJhbGciOiJkaXIi.a.b.c.d' }
    expect((await begin(login(), old)).deleted).toEqual(Object.keys(old))
    expect(await transactions.end(login().state, old)).toHaveLength(2)
  })
})
