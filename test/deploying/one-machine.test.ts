import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { sessionOf } from '../support/login-flows.ts'
import { logIn, toAccountChooser, toCallback } from '../support/practice-login.ts'
import { lacks, servicePath } from '../support/services.ts'
import { trust } from './certificate.ts'
import { commandsOf } from './document.ts'
import { Machine } from './machine.ts'
import { settings } from './service-manager.ts'

const ready = '{"status":"ready"}'
let machine: Machine
const newClient = () => new SiteClient(machine.url)
const signedIn = async (client: SiteClient) => (await sessionOf(client)).signedIn
const keys = async () => (await newClient().get('/practice/oauth2/v3/certs')).body
const untilReady = () => machine.run(commandsOf('Service').split('\n').at(-1) ?? '')

describe.skipIf(lacks('nginx'))('one machine, set up by the commands of docs/deploying.md', () => {
  beforeAll(async () => {
    machine = await Machine.make()
    machine.makeRepository()
    trust(machine.certificate)
    await machine.run(commandsOf('Build'))
    await machine.run(commandsOf('Settings'))
    // The certificate is nobody's whom Node knows.
    appendFileSync(
      machine.path('/etc/genkan/genkan.env'),
      `NODE_EXTRA_CA_CERTS=${machine.certificate}\n`,
    )
  })
  afterAll(() => machine.stop())

  it('keeps the settings from others', () => {
    expect(statSync(machine.path('/etc/genkan/genkan.env')).mode & 0o777).toBe(0o640)
    expect(statSync(machine.path('/etc/genkan')).mode & 0o777).toBe(0o750)
  })

  it('serves, with the settings of the example and a secret alone', async () => {
    expect(await machine.run(commandsOf('Service'))).toBe(ready)
    expect(machine.asked).toEqual(['daemon-reload', 'enable --now genkan'])
    const state = machine.path('/var/lib/genkan')
    expect(statSync(state).mode & 0o777).toBe(0o700)
    expect(readdirSync(state)).toContain('genkan.sqlite')
  })

  it.skipIf(lacks('systemd-analyze'))('has a unit that systemd reads', () => {
    const unit = machine.path('/etc/systemd/system/genkan.service')
    // It ends in an error, with what is wrong, where there is anything.
    execFileSync(servicePath('systemd-analyze'), ['verify', unit], { stdio: 'pipe' })
  })

  it('answers on https by nginx, and redirects http', async () => {
    const printed = await machine.run(commandsOf('TLS by nginx'))
    expect(printed).toMatch(/^HTTP\/1\.1 308 /)
    expect(printed).toMatch(new RegExp(`^location: ${machine.url}/guide/\r$`, 'im'))
    expect(printed).toContain(ready)
  })

  it('sends through nginx what the server sends', async () => {
    const headers = { 'Accept-Encoding': 'gzip' }
    const direct = `http://127.0.0.1:${machine.ports.site}`
    for (const path of ['/', '/ja/guide/streamlit/', '/favicon.svg', '/demo/', '/nowhere/']) {
      const own = [...(await fetch(direct + path, { headers })).headers]
      const passed = (await newClient().get(path, headers)).headers
      const left = /^(?:date|connection|keep-alive|transfer-encoding|x-request-id|content-length)$/
      for (const [name, value] of own.filter(([each]) => !left.test(each))) {
        expect([path, name, passed.get(name)]).toEqual([path, name, value])
      }
      expect(passed.get('strict-transport-security')).toMatch(/max-age=/)
    }
  })

  it('tells a CDN what it may keep', async () => {
    const ask = async (path: string) => (await newClient().get(path)).headers
    const page = await newClient().get('/guide/')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(page.headers.get('etag')).toMatch(/^(?:W\/)?"/)
    expect(page.headers.get('vary')).toMatch(/accept-encoding/i)
    const asset = /\/_astro\/[\w.-]+\.css/.exec(page.body)?.[0] ?? ''
    expect((await ask(asset)).get('cache-control')).toBe('public, max-age=31536000, immutable')
    const onDemand = [
      '/auth/session',
      '/demo/',
      '/ja/demo/',
      '/lab/console/',
      '/readyz',
      '/healthz',
    ]
    const ofTheProvider = ['/practice/.well-known/openid-configuration', '/practice/auth']
    for (const path of [...onDemand, ...ofTheProvider]) {
      expect([path, (await ask(path)).get('cache-control')]).toEqual([
        path,
        expect.stringContaining('no-store'),
      ])
    }
  })

  it('has the cookies of https, and logs in', async () => {
    const client = newClient()
    expect((await logIn(client)).status).toBe(303)
    expect(await signedIn(client)).toBe(true)
    const cookies = await client.jar.getCookies(machine.url)
    expect(cookies.map(({ key }) => key)).toContain('__Host-genkan_session')
    expect(cookies.filter(({ secure, httpOnly }) => !secure || !httpOnly)).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')(
    'tells visitors apart by what nginx saw, whatever they say themselves',
    async () => {
      const ask = async (address: string, said: string, times: number) => {
        const from = `--interface ${address} --header 'X-Forwarded-For: ${said}'`
        const where = `'https://login.example.com/auth/session?[1-${times}]'`
        const each = "--silent --output /dev/null --write-out '%{http_code} '"
        return (await machine.run(`curl ${each} ${from} ${where}`)).trim().split(' ')
      }
      expect(new Set(await ask('127.0.0.2', '198.51.100.1', 400))).toEqual(new Set(['200']))
      expect(await ask('127.0.0.2', '198.51.100.2', 400)).toContain('429')
      expect(await ask('127.0.0.3', '198.51.100.2', 1)).toEqual(['200'])
    },
  )

  it('ends within the time that the unit gives it', async () => {
    const service = machine.services.get('genkan')
    expect(await service?.stop()).toBeLessThan(11_000)
    await service?.start()
    await untilReady()
  })

  it('is copied while logins go on, and a copy brings sessions back', async () => {
    const before = newClient()
    await logIn(before)
    let copied = false
    const copying = machine.run(commandsOf('SQLite')).finally(() => (copied = true))
    do expect((await logIn(newClient())).status).toBe(303)
    while (!copied)
    expect(await copying).toMatch(/^genkan-\d{8}T\d{6}\.\d{3}Z\.sqlite\n$/)
    const copy = machine.path(`/var/backups/genkan/${(await copying).trim()}`)
    expect(statSync(copy).mode & 0o777).toBe(0o600)

    const keysBefore = await keys()
    const after = newClient()
    await logIn(after)
    await machine.run(commandsOf('SQLite', 1))
    await untilReady()
    expect(await signedIn(before)).toBe(true)
    expect(await signedIn(after)).toBe(false)
    expect(await keys()).toBe(keysBefore)
    expect((await logIn(after)).status).toBe(303)
  })

  it('takes a new COOKIE_SECRET beside the old one, then alone', async () => {
    const client = newClient()
    await logIn(client)
    await machine.run(commandsOf('`COOKIE_SECRET`'))
    await untilReady()
    expect(await signedIn(client)).toBe(true)
    const late = newClient()
    await logIn(late)
    await machine.run(commandsOf('`COOKIE_SECRET`', 1))
    await untilReady()
    expect([await signedIn(client), await signedIn(late)]).toEqual([false, true])
    const { COOKIE_SECRET } = settings(readFileSync(machine.path('/etc/genkan/genkan.env'), 'utf8'))
    expect(COOKIE_SECRET).toMatch(/^[0-9a-f]{64}$/)
  })

  it('gets new keys for the practice provider, and sessions go on', async () => {
    const [client, underWay] = [newClient(), newClient()]
    await logIn(client)
    const chooser = await toAccountChooser(underWay)
    const keysBefore = await keys()
    await machine.run(commandsOf("The practice provider's keys"))
    await untilReady()
    expect(await keys()).not.toBe(keysBefore)
    expect(await signedIn(client)).toBe(true)
    expect((await logIn(newClient())).status).toBe(303)
    await expect(toCallback(underWay, chooser)).rejects.toThrow()
  })

  // It builds the site once more.
  it('is upgraded, and goes back, and sessions survive both', { timeout: 300_000 }, async () => {
    const client = newClient()
    await logIn(client)
    const served = () =>
      execFileSync('readlink', [machine.path('/opt/genkan/current')])
        .toString()
        .trim()
    expect(await machine.run(commandsOf('Upgrade'))).toMatch(/\{"status":"ready"\}$/)
    expect(served()).toMatch(/v1\.1\.0$/)
    expect(await signedIn(client)).toBe(true)
    await machine.run(commandsOf('Upgrade', 1))
    await untilReady()
    expect(served()).toMatch(/v1\.0\.0$/)
    expect(await signedIn(client)).toBe(true)
  })
})
