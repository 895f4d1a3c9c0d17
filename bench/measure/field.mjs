import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { peers } from '../peers.mjs'
import { registered, startApp, startLyingProvider, startPracticeProvider } from './apps.mjs'
import { closeConnections } from './visitor.mjs'

/** All apps that take part, each in a process of its own for as long as the part runs. */
export function startField(part, { only, prof }) {
  return start(taking(part, only), prof, (apps, directory) =>
    startPracticeProvider(apps, directory),
  )
}

/** The same in front of the provider that lies, which takes them all for one client. */
export function startBeforeLyingProvider(part, { only }) {
  return start(taking(part, only), false, (_apps, directory) => startLyingProvider(directory))
}

async function start(peersOfPart, prof, startProvider) {
  const directory = await mkdtemp(join(tmpdir(), 'genkan-bench-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', remove)
  const running = []
  const stop = async () => {
    await closeConnections()
    await Promise.all(running.map((server) => server.stop()))
    remove()
  }
  try {
    const registrations = await Promise.all(peersOfPart.map(registered))
    const provider = await startProvider(registrations, directory)
    running.push(provider.server)
    const apps = []
    for (const { client, ...registration } of registrations) {
      const app = { ...registration, client: provider.client ?? client }
      apps.push(await startApp(app, provider.issuer, directory, { prof }))
      running.push(apps.at(-1).server)
    }
    return { apps, provider, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The peers that take part: those named by `--only`, else all that have no other parts. */
function taking(part, only) {
  const unknown = only?.filter((id) => !peers.some((peer) => peer.id === id)) ?? []
  if (unknown.length > 0) throw new Error(`--only: nobody is named ${unknown.join(', ')}`)
  return peers.filter(({ id, parts }) => only?.includes(id) ?? parts?.includes(part) ?? true)
}
