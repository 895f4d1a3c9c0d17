import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ServerProcess, bench, freePort } from './processes.mjs'

/** Every app knows its provider and itself by these. */
function environment({ origin, client, settings }, issuer, directory) {
  return {
    ...settings,
    PORT: new URL(origin).port,
    BASE_URL: origin,
    ISSUER: issuer,
    CLIENT_ID: client.client_id,
    CLIENT_SECRET: client.client_secret,
    SECRET: randomBytes(32).toString('hex'),
    DATA_DIR: directory,
  }
}

/** The same for Genkan, under its own names. */
function genkanEnvironment(app, issuer, directory) {
  const { PORT, SECRET, CLIENT_ID, CLIENT_SECRET } = environment(app, issuer, directory)
  return {
    PORT,
    SITE_URL: app.origin,
    COOKIE_SECRET: SECRET,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    // The load comes from this machine and names a visitor each time, as a proxy does.
    TRUSTED_PROXIES: '127.0.0.0/8,::1',
    DATA_DIR: directory,
  }
}

/** A peer with its address and what it is registered with at the provider; not started yet. */
export async function registered(peer) {
  const origin = `http://localhost:${await freePort()}`
  const client = {
    ...newClient(`bench-${peer.id}`),
    client_name: peer.title,
    redirect_uris: [origin + peer.callback],
  }
  return { ...peer, origin, client }
}

function newClient(id) {
  return { client_id: id, client_secret: randomBytes(24).toString('hex') }
}

/** @returns the app with its process */
export async function startApp(app, issuer, directory, { prof = false } = {}) {
  const own = join(directory, app.id)
  await mkdir(own, { recursive: true })
  const profile = prof
    ? ['--cpu-prof', '--cpu-prof-dir', join(bench, '.profiles'), '--cpu-prof-name', profileOf(app)]
    : []
  const server =
    app.id === 'genkan'
      ? new ServerProcess(
          app.id,
          [...profile, 'src/serve.ts'],
          genkanEnvironment(app, issuer, own),
          directory,
        )
      : new ServerProcess(
          app.id,
          [
            ...['--import', join(bench, 'measure/exit-on-signal.mjs')],
            ...profile,
            join(bench, 'apps', `${app.file ?? app.id}.mjs`),
          ],
          environment(app, issuer, own),
          directory,
        )
  await server.untilServing(app.origin + app.session)
  return { ...app, server }
}

function profileOf({ id }) {
  return `${id}-${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}.cpuprofile`
}

/** The practice provider, with a client for each app. */
export async function startPracticeProvider(apps, directory) {
  const port = await freePort()
  const data = join(directory, 'provider')
  const env = {
    PORT: `${port}`,
    DATA_DIR: data,
    CLIENTS: JSON.stringify(apps.map(({ client }) => client)),
  }
  const script = join(bench, 'providers/practice.mjs')
  const server = new ServerProcess('provider', [script], env, directory)
  const issuer = `http://localhost:${port}/practice`
  await server.untilServing(`${issuer}/.well-known/openid-configuration`)
  return { issuer, server, userInfoRequests: () => server.ask({ want: 'userinfo' }) }
}

/** The provider that lies; it knows one client, which all apps are. */
export async function startLyingProvider(directory) {
  const client = newClient('bench')
  const env = { CLIENT_ID: client.client_id, CLIENT_SECRET: client.client_secret }
  const server = new ServerProcess(
    'lying-provider',
    [join(bench, 'providers/lying.mjs')],
    env,
    directory,
  )
  return {
    client,
    server,
    issuer: await server.ask({ want: 'issuer' }),
    tell: (misbehaviour) => server.ask({ want: 'lie', misbehaviour }),
    asked: () => server.ask({ want: 'asked' }),
  }
}
