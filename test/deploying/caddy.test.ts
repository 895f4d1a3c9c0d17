import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { startGenkan } from '../support/genkan-server.ts'
import { sessionOf } from '../support/login-flows.ts'
import { logIn } from '../support/practice-login.ts'
import { lacks } from '../support/services.ts'
import { keyOf, trust } from './certificate.ts'
import { prepareCaddy } from './debian-packages.ts'
import { commandsOf } from './document.ts'
import { Machine } from './machine.ts'

describe.skipIf(lacks('caddy'))('the Caddyfile', () => {
  it('is valid, a login goes through it, and its log has no code', async () => {
    const own = await Machine.make()
    trust(own.certificate)
    own.serveDeployFolder()
    const env = {
      HOST: '127.0.0.1',
      SITE_URL: own.url,
      COOKIE_SECRET: 'ab'.repeat(32),
      NODE_EXTRA_CA_CERTS: own.certificate,
      TRUSTED_PROXIES: '127.0.0.1',
    }
    const server = await startGenkan({ env })
    try {
      serveByCaddy(own, new URL(server.url).port)
      await own.run(commandsOf('TLS by Caddy'))
      const client = new SiteClient(own.url)
      await expect
        .poll(
          () =>
            client.get('/readyz').then(
              ({ status }) => status,
              () => 0,
            ),
          { timeout: 10_000 },
        )
        .toBe(200)
      expect((await logIn(client)).status).toBe(303)
      expect((await sessionOf(client)).signedIn).toBe(true)
      const plain = await fetch(`http://localhost:${own.ports.plain}/guide/`, {
        redirect: 'manual',
      })
      expect([plain.status, plain.headers.get('location')?.startsWith('https:')]).toEqual([
        308,
        true,
      ])
      await server.stop()
      const code = 'a-code-that-nobody-may-read'
      const callback = `/auth/callback/google?code=${code}&state=x`
      const referer = own.url + callback
      for (const path of [callback, '/favicon.ico']) {
        expect((await client.get(path, { referer })).status).toBe(502)
      }
      const logged = () => own.services.get('caddy')?.output.join('') ?? ''
      await expect.poll(logged).toMatch(/"http\.log\.error".*"uri":"\/favicon\.ico"/)
      expect(logged()).toContain('"uri":"/auth/callback/google"')
      expect(logged()).not.toContain(code)
    } finally {
      await server.stop()
      await own.stop()
    }
  })
})

/** Gives a machine Caddy, and the Caddyfile of deploy/ the certificate and the ports of a test. */
function serveByCaddy(machine: Machine, serverPort: string): void {
  const file = machine.path('/opt/genkan/current/deploy/Caddyfile')
  const { plain, tls } = machine.ports
  const options = `{\nadmin off\nhttp_port ${plain}\nhttps_port ${tls}`
  const certificate = `tls ${machine.certificate} ${keyOf(machine.root)}`
  const shown = readFileSync(file, 'utf8')
    .replace(/^\{$/m, options)
    .replace('localhost {', `localhost {\n${certificate}`)
    .replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${serverPort}`)
  writeFileSync(file, shown)
  prepareCaddy(machine)
}
