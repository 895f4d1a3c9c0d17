import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { sessionOf } from '../support/login-flows.ts'
import { PatientClient, carryThrough } from '../support/patient-login.ts'
import { logIn } from '../support/practice-login.ts'
import { lacks } from '../support/services.ts'
import { trust } from './certificate.ts'
import { prepareRedis } from './debian-packages.ts'
import { commandsOf } from './document.ts'
import { Machine } from './machine.ts'

const cookieSecret = 'ab'.repeat(32)
let machine: Machine
let redisPort: number
let one: GenkanServer
let two: GenkanServer
const portOf = ({ url }: GenkanServer) => Number(new URL(url).port)
const newClient = () => new SiteClient(machine.url)
const signedIn = async (client: SiteClient) => (await sessionOf(client)).signedIn
const keysAt = async ({ url }: GenkanServer) =>
  (await fetch(`${url}/practice/oauth2/v3/certs`)).text()
const password = (user: string) =>
  new RegExp(`^user ${user} on >(\\w+)`, 'm').exec(
    readFileSync(machine.path('/etc/redis/genkan.conf'), 'utf8'),
  )?.[1] ?? ''

describe.skipIf(lacks('nginx', 'redis'))('several machines', () => {
  beforeAll(async () => {
    machine = await Machine.make()
    redisPort = machine.ports.site
    trust(machine.certificate)
    machine.serveDeployFolder()
    prepareRedis(machine, redisPort)
    const printed = await machine.run(commandsOf('Redis'))
    expect(printed).toMatch(/^user genkan on >[0-9a-f]{64} /)
    const env = {
      HOST: '127.0.0.1',
      SITE_URL: machine.url,
      COOKIE_SECRET: cookieSecret,
      REDIS_URL: `rediss://genkan:${password('genkan')}@localhost:${redisPort}`,
      TRUSTED_PROXIES: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: machine.certificate,
    }
    one = await startGenkan({ env })
    two = await startGenkan({ env })
    const upstream = (ports: readonly number[]) =>
      ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join('\n')
    const file = machine.path('/opt/genkan/current/deploy/nginx.conf')
    const shown = readFileSync(file, 'utf8')
    writeFileSync(file, shown.replace(/server 127.0.0.1:.*;/, upstream([portOf(one), portOf(two)])))
    await machine.run(
      'install -m 644 /opt/genkan/current/deploy/nginx.conf /etc/nginx/conf.d/genkan.conf\nsystemctl reload nginx',
    )
    expect((await newClient().get('/readyz')).status).toBe(200)
  })
  afterAll(async () => {
    await Promise.all([one?.stop(), two?.stop()])
    await machine.stop()
  })

  it('share logins, over TLS and with what the user of Redis may do', async () => {
    const served = new Set<string>()
    for (let turn = 0; turn < 4; turn += 1) {
      const client = newClient()
      expect((await logIn(client)).status).toBe(303)
      expect(await signedIn(client)).toBe(true)
      await client.get('/lab/console/')
      await client.post('/auth/logout')
      expect(await signedIn(client)).toBe(false)
    }
    for (let turn = 0; turn < 4; turn += 1) {
      const page = await newClient().get('/demo/')
      served.add(String(page.headers.get('x-request-id')?.split('-')[0]))
    }
    expect(served.size).toBe(2)
    expect([one.output(), two.output()].join()).not.toMatch(/NOPERM|store away/)
  })

  it('lose no login that repeats what got no answer, and no session, while one after the other is restarted', async () => {
    const before = newClient()
    await logIn(before)
    let restarted = false
    const restarting = (async () => {
      await one.restart()
      await two.restart()
    })().finally(() => (restarted = true))
    restarting.catch(() => undefined)
    let repeated = 0
    do {
      const client = new PatientClient(machine.url)
      const page = await carryThrough(client)
      expect(page.status).toBe(200)
      expect(await signedIn(client)).toBe(true)
      expect((await newClient().get('/guide/')).status).toBe(200)
      repeated += client.repeated
    } while (!restarted)
    await restarting
    // One form, at most, that was sent in the moment of each stop.
    expect(repeated).toBeLessThanOrEqual(2)
    expect(await signedIn(before)).toBe(true)
  })

  it('find an asset on the other machine, where one has another release', async () => {
    const html = (await newClient().get('/guide/')).body
    const asset = /\/_astro\/[\w.-]+\.css/.exec(html)?.[0] ?? ''
    const otherRelease = createServer((_, response) => response.writeHead(404).end())
    const port = portOf(two)
    await two.stop()
    otherRelease.listen(port, '127.0.0.1')
    await once(otherRelease, 'listening')
    const statuses: number[] = []
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await newClient().get(asset)).status)
    otherRelease.closeAllConnections()
    otherRelease.close()
    expect(statuses).toEqual([200, 200, 200, 200])
  })

  it('go back to a copy of Redis', async () => {
    const [before, after] = [newClient(), newClient()]
    await logIn(before)
    const shown = commandsOf('Redis', 1).replace(
      '--askpass',
      `--pass ${password('backup')} -p ${redisPort}`,
    )
    await machine.run(shown)
    const keys = await keysAt(one)
    await logIn(after)
    // The site is no service of this machine; its restart comes from here.
    await machine.run(commandsOf('Redis', 2).replace('systemctl restart genkan', ':'))
    await expect
      .poll(async () => (await fetch(`${one.url}/readyz`)).status, { timeout: 10_000 })
      .toBe(200)
    expect(await keysAt(one)).toBe(keys)
    expect([await signedIn(before), await signedIn(after)]).toEqual([true, false])
  })
})
