import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { SiteClient } from '../../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { RegisteredApp, shownError } from '../../support/registered-app.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
})
afterAll(() => server.stop())

/** Registers a client: who did so, the client, its page, and an app that uses it. */
async function register() {
  const own = new ConsoleVisitor(server.url)
  await own.getStarted()
  const client = await own.createClient([RegisteredApp.redirectUri])
  return {
    ...{ own, ...client, path: `clients/${client.clientId}/` },
    app: new RegisteredApp(server.url, client),
  }
}

describe('a registered client', () => {
  it('goes on with either of two secrets, and with neither once disabled', async () => {
    const { own, app, clientId, clientSecret, path } = await register()
    await own.act(path, 'add-secret', { clientId })
    const second = await own.newSecret(clientId)
    const works = async (secret: string) => {
      const code = await app.newCode()
      return (await app.token({ client_secret: secret }, code))[0]
    }
    expect([await works(clientSecret), await works(second)]).toEqual([200, 200])
    expect((await own.act(path, 'add-secret', { clientId })).status).toBe(422)
    const [secretId = ''] = secretIds((await own.get(`/lab/console/${path}`)).body)
    expect((await own.act(path, 'delete-secret', { clientId, secretId })).status).toBe(422)
    await own.act(path, 'disable-secret', { clientId, secretId })
    expect([await works(clientSecret), await works(second)]).toEqual([401, 200])
    await own.act(path, 'enable-secret', { clientId, secretId })
    expect(await works(clientSecret)).toBe(200)
    await own.act(path, 'disable-secret', { clientId, secretId })
    await own.act(path, 'delete-secret', { clientId, secretId })
    expect(await works(clientSecret)).toBe(401)
  })

  it('can be deleted and restored, and survives a restart', async () => {
    const { own, app, clientId, path } = await register()
    const request = () => new SiteClient(server.url).get(app.authorizationRequest())
    await own.act(path, 'delete-client', { clientId })
    expect(shownError(await request())).toEqual([401, 'deleted_client'])
    await own.act(path, 'restore-client', { clientId })
    await server.restart()
    expect((await request()).status).toBe(303)
  })

  it('has its secret shown once, and in no store', async () => {
    const { own, clientSecret, path } = await register()
    const again = await own.get(`/lab/console/${path}`)
    expect(again.status).toBe(200)
    expect(again.body).not.toContain(clientSecret)
    expect(again.body).toContain(clientSecret.slice(-4))
  })
})

/** IDs of the secrets that a client's page offers to disable or enable, in order. */
function secretIds(html: string): string[] {
  return [...html.matchAll(/name="secretId"[^>]*value="([\w-]+)"/g)].flatMap(([, id]) => id ?? [])
}
