import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../../support/cookie-jar.ts'
import { freePort } from '../../support/free-port.ts'
import { type GenkanServer, startGenkan, startRefused } from '../../support/genkan-server.ts'
import { sessionOf } from '../../support/login-flows.ts'
import { logIn } from '../../support/practice-login.ts'
import { type RedisServer, startRedis, withClient } from '../../support/redis.ts'
import { lacks } from '../../support/services.ts'

const keysOf = async ({ url }: GenkanServer) =>
  (await fetch(`${url}/practice/oauth2/v3/certs`)).text()
const readyz = async ({ url }: GenkanServer) => (await fetch(`${url}/readyz`)).status
const untilReady = (server: GenkanServer, status: number) =>
  expect.poll(() => readyz(server), { timeout: 10_000, interval: 50 }).toBe(status)

describe.skipIf(lacks('redis'))('the start', { timeout: 60_000 }, () => {
  it('stops with one line where Redis does not answer', async () => {
    const port = await freePort('127.0.0.1')
    const url = `redis://:hunter2@127.0.0.1:${port}`
    const { exitCode, output } = await startRefused({ REDIS_URL: url })
    expect(exitCode).toBe(1)
    expect(output).toMatch(new RegExp(`^REDIS_URL: .*127\\.0\\.0\\.1:${port}.+ECONNREFUSED.+\\n$`))
    expect(output).not.toContain('hunter2')
  })

  it('stops with one line where Redis refuses the password, and takes the right one', async () => {
    const redis = await startRedis('--requirepass', 'correct')
    try {
      for (const user of ['', ':hunter2@']) {
        const url = redis.url.replace('//', `//${user}`)
        const { exitCode, output } = await startRefused({ REDIS_URL: url })
        expect(exitCode).toBe(1)
        expect(output).toMatch(/^REDIS_URL: .*(?:NOAUTH|WRONGPASS).+\n$/)
        expect(output).not.toContain('hunter2')
      }
      const server = await startGenkan({
        env: { REDIS_URL: redis.url.replace('//', '//:correct@') },
      })
      expect(server.output()).toMatch(/data is in: {2}Redis at 127/)
      expect(server.output()).not.toContain('correct@')
      await server.stop()
    } finally {
      await redis.stop()
    }
  })

  it('waits for a Redis that is started with it', async () => {
    const redis = await startRedis()
    await redis.kill()
    const starting = startGenkan({ env: { REDIS_URL: redis.url } })
    await redis.start()
    const server = await starting
    expect(await readyz(server)).toBe(200)
    await server.stop()
    await redis.stop()
  })
})

describe.skipIf(lacks('redis'))('a Redis with a limit of memory', { timeout: 60_000 }, () => {
  const limit = ['--maxmemory', '100mb', '--maxmemory-policy']
  const outputOver = async (settings: readonly string[], user?: readonly string[]) => {
    const redis = await startRedis(...settings)
    if (user) await withClient(redis.url, (client) => client.sendCommand([...user]))
    const server = await startGenkan({ env: { REDIS_URL: redis.url } })
    await server.stop()
    await redis.stop()
    return server.output()
  }

  it.each(['allkeys-lru', 'volatile-ttl'])(
    'is warned about where it deletes keys (%s), in the log and at the start',
    async (policy) => {
      const output = await outputOver([...limit, policy])
      const sentence = `REDIS_URL: Redis at 127.+ deletes keys .+${policy}.+noeviction`
      expect(output).toMatch(new RegExp(`^\\{"level":50,.+"msg":"${sentence}"\\}$`, 'm'))
      expect(output).toMatch(new RegExp(`^${sentence}$`, 'm'))
    },
  )

  it.each([
    ['refuses writes instead', [...limit, 'noeviction'], undefined],
    ['never fills', ['--maxmemory-policy', 'allkeys-lru'], undefined],
    ['does not tell', [...limit, 'allkeys-lru'], ['ACL', 'SETUSER', 'default', '-info']],
  ])('is not where it %s', async (_what, settings, user) => {
    const output = await outputOver(settings, user)
    expect(output).toContain('data is in:  Redis at')
    expect(output).not.toContain('maxmemory')
    expect(output).not.toContain('store away')
  })
})

describe.skipIf(lacks('redis'))('over TLS', { timeout: 60_000 }, () => {
  let directory: string
  let port: number
  let redis: RedisServer
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'genkan-tls-'))
    port = await freePort('127.0.0.1')
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
    const name = ['-subj', '/CN=redis', '-addext', 'subjectAltName=IP:127.0.0.1']
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc']
    const files = ['-keyout', key, '-out', certificate]
    execFileSync('openssl', ['req', '-x509', ...kind, ...files, ...name], { stdio: 'ignore' })
    const pair = ['--tls-key-file', key, '--tls-cert-file', certificate]
    redis = await startRedis('--tls-port', `${port}`, ...pair, '--tls-auth-clients', 'no')
  })
  afterAll(async () => {
    await redis.stop()
    rmSync(directory, { recursive: true })
  })

  it('keeps sessions where the certificate is trusted, and does not start elsewhere', async () => {
    const env = { REDIS_URL: `rediss://127.0.0.1:${port}` }
    const { exitCode, output } = await startRefused(env)
    expect(exitCode).toBe(1)
    expect(output).toMatch(/^REDIS_URL: .+SELF_SIGNED_CERT.+\n$/)
    const trusted = { NODE_EXTRA_CA_CERTS: join(directory, 'cert.pem') }
    const server = await startGenkan({ env: { ...env, ...trusted } })
    const client = new SiteClient(server.url)
    await logIn(client)
    expect(await sessionOf(client)).toMatchObject({ signedIn: true })
    await server.stop()
  })
})

describe.skipIf(lacks('redis'))('a Redis that comes back empty', { timeout: 60_000 }, () => {
  let redis: RedisServer
  let running: GenkanServer
  beforeAll(async () => {
    redis = await startRedis()
    running = await startGenkan({ env: { REDIS_URL: redis.url } })
  })
  afterAll(async () => {
    await running.stop()
    await redis.stop()
  })

  /** Another instance of the same site. */
  const startOther = () => startGenkan({ env: { REDIS_URL: redis.url, SITE_URL: running.url } })

  it('gets the keys back from an instance that runs, and those that start use them', async () => {
    const keys = await keysOf(running)
    const client = new SiteClient(running.url)
    await logIn(client)
    await redis.kill()
    await untilReady(running, 503)
    await redis.start()
    await untilReady(running, 200)
    const other = await startOther()
    expect(await keysOf(other)).toBe(keys)
    // The sessions are lost; new ones hold on both, with cookies that both can open.
    expect(await sessionOf(client)).toEqual({ signedIn: false })
    await logIn(client)
    const there = await client.get(`${other.url}/auth/session`)
    expect(there.json()).toMatchObject({ signedIn: true })
    await other.stop()
  })

  it('is left alone by an instance whose keys are not those of the others any more', async () => {
    const keys = await keysOf(running)
    // It does not notice in time that Redis is back.
    process.kill(Number(running.pid()), 'SIGSTOP')
    await redis.kill()
    await redis.start()
    // At another address, so that it does not ask the one that sleeps.
    const other = await startGenkan({ env: { REDIS_URL: redis.url } })
    process.kill(Number(running.pid()), 'SIGCONT')
    await expect.poll(() => running.output(), { timeout: 10_000 }).toContain('start this one again')
    await untilReady(running, 503)
    expect((await fetch(`${running.url}/demo/`)).status).toBe(503)
    expect((await fetch(`${running.url}/guide/`)).status).toBe(200)
    await other.stop()
    await running.restart()
    expect(await readyz(running)).toBe(200)
    expect(await keysOf(running)).not.toBe(keys)
    expect((await logIn(new SiteClient(running.url))).status).toBe(303)
  })
})
