import { describe, expect, it } from 'vitest'
import type { SiteClient, SiteResponse } from '../../support/cookie-jar.ts'
import { expectRefused } from '../../support/hostile-cases.ts'
import { type HostileSite, json } from '../../support/hostile-site.ts'
import { toAccountChooser, toCallback } from '../../support/practice-login.ts'
import { shared } from '../../support/shared.ts'
import { minute } from '../../support/test-clock.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

const accept = { accept: json }
const isSignedIn = async (client: SiteClient) =>
  ((await client.get('/auth/session')).json() as { signedIn: boolean }).signedIn
const codeOf = (answer: SiteResponse) => (answer.json() as { error: { code: string } }).error.code
const outcomeOf = (answer: SiteResponse) => {
  if (answer.status !== 303) return codeOf(answer)
  if (answer.headers.get('location') === '/demo/') return 'signed in'
  return answer.headers.get('location')?.startsWith(site.provider.issuer)
    ? 'begun anew'
    : 'status 303'
}
const query = (answer: SiteResponse) => new URL(answer.headers.get('location') ?? '').searchParams
const begin = (client: SiteClient, form = {}, headers = {}) =>
  client.post('/auth/login', { provider: 'custom', ...form }, headers)

/** A callback that must be refused without a word to the token endpoint. */
async function expectNoExchange(client: SiteClient, callback: string, code: string) {
  const before = site.provider.asked('token')
  const answer = await client.get(callback, accept)
  expect([answer.status, codeOf(answer)]).toEqual([400, code])
  expect(await isSignedIn(client)).toBe(false)
  expect(site.provider.asked('token')).toBe(before)
}

describe('1: state, nonce and verifier', () => {
  it('are independent, 256 bits each, new for every login', async () => {
    const seen = new Set<string>()
    for (let count = 0; count < 20; count += 1) {
      const client = site.newClient()
      const callback = await site.toCallback(client)
      await client.get(callback.href)
      const verifier = site.provider.requests.findLast(({ endpoint }) => endpoint === 'token')
      seen.add(callback.searchParams.get('state') ?? '')
      seen.add(verifier?.body.get('code_verifier') ?? '')
      seen.add(query(await begin(client)).get('nonce') ?? '')
    }
    expect(seen.size).toBe(60)
    for (const value of seen) expect(value).toMatch(/^[\w-]{43}$/)
  })

  it('are bound to this provider: the callback path of another one is refused', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    expect(callback.pathname).toBe('/auth/callback/custom')
    const elsewhere = callback.href.replace('/custom?', '/practice?')
    await expectNoExchange(client, elsewhere, 'state_mismatch')
  })

  it('are bound to this provider: a code of the practice provider is not sent to another', async () => {
    const client = site.newClient()
    const callback = await toCallback(client, await toAccountChooser(client))
    const elsewhere = callback.replace('/practice?', '/custom?')
    await expectNoExchange(client, elsewhere, 'state_mismatch')
  })
})

describe('2: an attacker’s code and state in a victim’s cookie jar', () => {
  it.each(['without a login of their own', 'with a login of their own under way'])(
    'are refused, and no token request is sent: %s',
    async (circumstance) => {
      const [attacker, victim] = [site.newClient(), site.newClient()]
      const callback = await site.toCallback(attacker)
      if (circumstance.startsWith('with a')) await site.toCallback(victim)
      await expectNoExchange(victim, callback.href, 'state_mismatch')
    },
  )

  it('are refused where the victim’s login cookie bears the name of the attacker’s', async () => {
    const [attacker, victim] = [site.newClient(), site.newClient()]
    const callback = await site.toCallback(attacker)
    await site.toCallback(victim)
    const [name] = (await attacker.jar.getCookies(site.server.url)).map(({ key }) => key)
    const [value] = (await victim.jar.getCookies(site.server.url)).map((cookie) => cookie.value)
    const renamed = site.newClient()
    await renamed.jar.setCookie(`${name}=${value}; Path=/`, site.server.url)
    await expectNoExchange(renamed, callback.href, 'state_mismatch')
  })

  it('are refused by the provider where the state is the victim’s: PKCE', async () => {
    const [attacker, victim] = [site.newClient(), site.newClient()]
    const [stolen, own] = [await site.toCallback(attacker), await site.toCallback(victim)]
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect(codeOf(await victim.get(own.href, accept))).toBe('code_exchange_failed')
    expect(await isSignedIn(victim)).toBe(false)
  })
})

describe('3: a login transaction', () => {
  it('ends with its first callback: a replay is refused', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const cookies = await client.jar.getCookies(site.server.url)
    expect((await client.get(callback.href)).status).toBe(303)
    const copy = site.newClient()
    for (const cookie of cookies) await copy.jar.setCookie(cookie, site.server.url)
    await expectNoExchange(copy, callback.href, 'transaction_expired')
  })

  it('ends with its first callback, be that an error', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const cookies = await client.jar.getCookies(site.server.url)
    const refused = new URL(callback)
    refused.searchParams.set('error', 'access_denied')
    expect(codeOf(await client.get(refused.href, accept))).toBe('provider_error')
    for (const cookie of cookies) await client.jar.setCookie(cookie, site.server.url)
    await expectNoExchange(client, callback.href, 'transaction_expired')
  })

  it('ends once where its callback comes ten times at once', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client)
    const before = site.provider.asked('token')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.get(callback.href, accept)),
    )
    const outcomes = answers.map(outcomeOf)
    expect(outcomes.filter((outcome) => outcome === 'signed in')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'status 303')).toEqual([])
    expect(site.provider.asked('token')).toBe(before + 1)
  })

  it('begins anew where its callback comes again before it was answered, twice at most', async () => {
    const client = site.newClient()
    const answered: Promise<SiteResponse>[] = []
    let callback = await site.toCallback(client, { faults: { token: 'never answers' } })
    for (const expected of ['begun anew', 'begun anew', 'transaction_expired']) {
      const before = site.provider.asked('token')
      const cookies = await client.jar.clone()
      answered.push(client.get(callback.href, accept))
      await expect.poll(() => site.provider.asked('token')).toBe(before + 1)
      // The answer of the first is still to come, and will forget no more than its own cookie.
      const again = await client.get(callback.href, accept)
      expect(outcomeOf(again)).toBe(expected)
      expect(site.provider.asked('token')).toBe(before + 1)
      const copy = site.newClient()
      for (const cookie of await cookies.getCookies(site.server.url)) {
        await copy.jar.setCookie(cookie, site.server.url)
      }
      await expectNoExchange(copy, callback.href, 'transaction_expired')
      if (expected !== 'begun anew') break
      callback = new URL((await client.follow(again)).headers.get('location') ?? '')
    }
    expect((await Promise.all(answered)).map(codeOf)).toEqual(
      answered.map(() => 'provider_unreachable'),
    )
  })

  it('does not begin anew for a response that is to be refused', async () => {
    const client = site.newClient()
    const callback = await site.toCallback(client, { faults: { token: 'never answers' } })
    const cookies = await client.jar.getCookies(site.server.url)
    const before = site.provider.asked('token')
    const first = client.get(callback.href, accept)
    await expect.poll(() => site.provider.asked('token')).toBe(before + 1)
    for (const [name, value, code] of [
      ['state', 'x', 'state_mismatch'],
      ['iss', 'https://evil.example', 'response_issuer_mismatch'],
    ] as const) {
      const changed = new URL(callback)
      changed.searchParams.set(name, value)
      const copy = site.newClient()
      for (const cookie of cookies) await copy.jar.setCookie(cookie, site.server.url)
      await expectNoExchange(copy, changed.href, code)
    }
    expect(codeOf(await first)).toBe('provider_unreachable')
  })

  it.each([
    ['a second short of ten minutes', 10 * minute - 1000, 'signs in'],
    ['ten minutes', 10 * minute, 'transaction_expired'],
    ['a day', 24 * 60 * minute, 'transaction_expired'],
  ])('lives 10 minutes at most: after %s', async (_, time, result) => {
    const outcome = await site.logIn({}, { tamper: () => site.clock.advance(time) })
    expect(outcome.result).toBe(result)
    if (result !== 'signs in') expectRefused(outcome)
  })

  it('goes on in two tabs at once, both of which sign in', async () => {
    const client = site.newClient()
    const [one, two] = [await site.toCallback(client), await site.toCallback(client)]
    expect((await client.get(two.href)).status).toBe(303)
    expect((await client.get(one.href)).status).toBe(303)
  })

  it('does not pile up: four cookies after twenty abandoned logins', async () => {
    const client = site.newClient()
    for (let count = 0; count < 20; count += 1) await begin(client)
    const names = (await client.jar.getCookies(site.server.url)).map(({ key }) => key)
    expect(names.filter((name) => name.startsWith('genkan_login_'))).toHaveLength(4)
  })
})
