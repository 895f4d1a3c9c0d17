import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { SampleFolder } from './sample-folder.ts'
import { startShell } from './shell.ts'

export interface SampleApp {
  readonly url: string
  /** Everything printed so far. */
  output(): string
  stop(): Promise<void>
}

interface AppOptions {
  readonly folder: SampleFolder
  /** Where it answers; the port is the one that its settings name. */
  readonly url: string
  /** A command of the guide. */
  readonly command: string
  /** What comes before it in the same shell, such as entering a virtual environment. */
  readonly before?: string
  readonly env?: Readonly<Record<string, string>>
}

const startLimitMs = 60_000
const stopLimitMs = 10_000

/** Starts a sample in its folder and waits until it answers; rejects with its output. */
export async function startSample(options: AppOptions): Promise<SampleApp> {
  const { folder, url, command, before = ':', env = {} } = options
  await requireFreePort(url)
  const printed: string[] = []
  const place = { cwd: folder.path, searchPath: folder.searchPath, env }
  // exec: the signal that ends the shell must reach the program.
  const child = startShell(`${before}\nexec ${command}`, place, printed)
  const app = { url, output: () => printed.join(''), stop: () => end(child) }
  const startedAt = Date.now()
  while (child.exitCode === null && Date.now() - startedAt < startLimitMs) {
    if (await answers(url)) return app
    await wait(100)
  }
  await end(child)
  throw new Error(`${command} did not answer at ${url}:\n${app.output()}`)
}

async function answers(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(2_000)
  const response = await fetch(url, { signal, redirect: 'manual' }).catch(() => undefined)
  return response !== undefined && response.status < 500
}

/** The samples' ports are fixed, as they are registered at the provider. */
async function requireFreePort(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  const taken = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  if (!taken) return
  throw new Error(
    `Port ${port} is taken, and this sample can use no other: its redirect URI names it. End the program that uses the port, then run the tests again.`,
  )
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  const deadline = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
  child.kill('SIGTERM')
  await closed
  clearTimeout(deadline)
}
