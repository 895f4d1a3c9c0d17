import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { expectHealthy, expectRefused } from '../../support/hostile-cases.ts'
import type { Endpoint, Misbehaviour } from '../../support/hostile-provider/hostile-provider.ts'
import type { Fault } from '../../support/hostile-provider/faults.ts'
import { HostileSite, type Outcome } from '../../support/hostile-site.ts'

const asked = ['discovery', 'keys', 'token', 'userinfo'] as const satisfies Endpoint[]
const megabyte = 1024 * 1024
type Asked = (typeof asked)[number]

// The slow cases take five seconds each: with a site for each endpoint they go side by side.
let sites: Readonly<Record<Asked, HostileSite>>
const queues = new Map<Asked, Promise<unknown>>()
beforeAll(async () => {
  const started = asked.map(async (endpoint) => [endpoint, await HostileSite.start()] as const)
  sites = Object.fromEntries(await Promise.all(started)) as typeof sites
})
afterAll(() => Promise.all(Object.values(sites).map((site) => site.stop())))

/** Runs on the site of an endpoint, after whatever runs there already. */
function inTurn<Result>(endpoint: Asked, run: (site: HostileSite) => Promise<Result>) {
  const turn = (queues.get(endpoint) ?? Promise.resolve()).then(() => run(sites[endpoint]))
  queues.set(
    endpoint,
    turn.catch(() => undefined),
  )
  return turn
}

/** Codes of a refusal by endpoint, where the answer came in full but is none. */
const unusable = {
  discovery: 'discovery_invalid',
  keys: 'discovery_invalid',
  token: 'code_exchange_failed',
  userinfo: 'provider_unreachable',
} as const
const unreachable = 'provider_unreachable'

const faults: [fault: Fault, result: 'unreachable' | 'unusable', status?: number][] = [
  ['never answers', 'unreachable', 504],
  ['slow headers', 'unreachable', 504],
  ['slow body', 'unreachable', 504],
  ['connection reset', 'unreachable', 502],
  ['cut off', 'unreachable', 502],
  ['content-length too long', 'unreachable', 502],
  ['content-length too short', 'unusable'],
  ['1 GB', 'unreachable', 502],
  ['1 GB, announced', 'unreachable', 502],
  ['64 MB in 64 kB of gzip', 'unreachable', 502],
  ['redirect', 'unreachable', 502],
  ['redirect that keeps the method', 'unreachable', 502],
  ['status 500', 'unreachable', 502],
  ['HTML', 'unusable'],
  ['JSON that says it is HTML', 'unusable'],
  ['a JWT', 'unusable'],
  ['not JSON', 'unusable'],
  ['JSON array', 'unusable'],
  ['cut-off JSON', 'unusable'],
  ['nothing', 'unusable'],
]
const rows = faults.flatMap(([fault, kind, status]) =>
  asked.map((endpoint) => ({
    endpoint,
    fault,
    result: kind === 'unreachable' ? unreachable : unusable[endpoint],
    status: status ?? (unusable[endpoint] === 'code_exchange_failed' ? 400 : 502),
  })),
)

describe('transport', () => {
  it.concurrent.each(rows)(
    '$endpoint: $fault',
    ({ endpoint, fault, result, status }) =>
      inTurn(endpoint, async (site) => {
        site.forget()
        const outcome = await site.logIn({ faults: { [endpoint]: fault } })
        expect([outcome.result, outcome.status]).toEqual([result, status])
        expectBounded(outcome, site, endpoint)
        await expectHealthy(site, outcome)
      }),
    60_000,
  )

  it.each([
    ['keys', 'jwks_uri', unreachable],
    ['token', 'token_endpoint', unreachable],
    ['userinfo', 'userinfo_endpoint', unreachable],
  ] as const)('%s: connection refused', async (endpoint, name, result) => {
    const site = sites[endpoint]
    site.forget()
    const nobody = `http://localhost:${await freePort()}/`
    const outcome = await site.logIn({ discovery: { [name]: nobody } })
    expect([outcome.result, outcome.status]).toEqual([result, 502])
    expectRefused(outcome)
    site.forget()
    await expectHealthy(site, outcome)
  })

  it.each<[name: string, misbehaviour: Misbehaviour, result: string]>([
    ['token: status 401', { faults: { token: 'status 401' } }, 'code_exchange_failed'],
    ['token: status 404', { faults: { token: 'status 404' } }, 'code_exchange_failed'],
    ['userinfo: status 401', { faults: { userinfo: 'status 401' } }, unreachable],
    ['discovery: status 404', { faults: { discovery: 'status 404' } }, unreachable],
    ['keys: status 404', { faults: { keys: 'status 404' } }, unreachable],
  ])('%s', async (_, misbehaviour, result) => {
    sites.keys.forget()
    const outcome = await sites.keys.logIn(misbehaviour)
    expect(outcome.result).toBe(result)
    expectRefused(outcome)
    await expectHealthy(sites.keys, outcome)
  })

  it('1 MB is read, and not a byte more', async () => {
    const site = sites.userinfo
    const rest = JSON.stringify({ sub: '42', name: '', email: '', padding: '' }).length
    const userinfo = { sub: '42', name: '', email: '', padding: 'x'.repeat(megabyte - rest) }
    expect((await site.logIn({ userinfo })).result).toBe('signs in')
    const larger = { ...userinfo, padding: `${userinfo.padding}x` }
    expect((await site.logIn({ userinfo: larger })).result).toBe(unreachable)
  })

  it('log-out while the provider is down ends the session here', async () => {
    const site = sites.token
    const { client } = await site.logIn()
    site.forget()
    site.provider.misbehave({ faults: { discovery: 'connection reset' } })
    const ended = await client.post('/auth/logout', { return_to: '/demo/' })
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/demo/'])
    expect((await client.get('/auth/session')).json()).toEqual({ signedIn: false })
  })
})

describe('key-set fetches', () => {
  it('1,000 unknown kids cause at most 2, and the next login works', async () => {
    const site = sites.discovery
    site.forget()
    expect((await site.logIn()).result).toBe('signs in')
    const before = site.provider.asked('keys')
    for (let batch = 0; batch < 100; batch += 1) {
      const invented = Array.from({ length: 10 }, (_, index) => `invented-${batch}-${index}`)
      const outcomes = await Promise.all(invented.map((kid) => site.logIn({ header: { kid } })))
      expect(outcomes.filter(({ checks }) => checks.join() !== 'signature')).toEqual([])
    }
    expect(site.provider.asked('keys') - before).toBeLessThanOrEqual(2)
    expect((await site.logIn()).result).toBe('signs in')
  }, 120_000)
})

/** Refused within 6 seconds, no more than 1 MB read, nothing followed. */
function expectBounded(outcome: Outcome, site: HostileSite, endpoint: Asked): void {
  expectRefused(outcome)
  expect(outcome.duration).toBeLessThan(6000)
  expect(outcome.asked).not.toContain(undefined)
  const request = site.provider.requests.findLast((received) => received.endpoint === endpoint)
  // The buffers of the sockets take some megabytes from the provider that the app never reads.
  expect(request?.bytesTaken()).toBeLessThan(16 * megabyte)
}
