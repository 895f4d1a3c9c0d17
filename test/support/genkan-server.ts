import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

export interface GenkanOptions {
  /** Variables beside PATH, PORT, SITE_URL and DATA_DIR; they win over these. */
  readonly env?: Readonly<Record<string, string>>
  /** An existing folder, left in place by `stop`. Without it, a temporary one. */
  readonly dataDir?: string
  /** File descriptors that the process may have, on Unix; as many as this process without it. */
  readonly openFiles?: number
}

export interface GenkanServer {
  readonly url: string
  readonly dataDir: string
  /** The process that serves now; another one after a restart. */
  pid(): number | undefined
  /** Everything printed so far, over all restarts. */
  output(): string
  /** Ends the server as a service manager would and removes a temporary data folder. */
  stop(): Promise<void>
  /** Stops and starts on the same port and data. */
  restart(): Promise<void>
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const startLimitMs = 30_000
const stopLimitMs = 10_000

/** Starts the built site as a process of its own; rejects with its output if it cannot start. */
export async function startGenkan(options: GenkanOptions = {}): Promise<GenkanServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'genkan-')))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const path = process.env['PATH'] ?? ''
  const env = { PATH: path, PORT: `${port}`, SITE_URL: url, DATA_DIR: dataDir, ...options.env }
  const printed: string[] = []
  const removeData = async () => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  }
  const launch = async () => {
    const started = spawnServer(env, printed, options.openFiles)
    await untilHealthy(started, url, printed)
    return started
  }
  let child = await launch().catch(async (error: unknown) => {
    await removeData()
    throw error
  })
  return {
    url,
    dataDir,
    pid: () => child.pid,
    output: () => printed.join(''),
    async stop() {
      await end(child)
      await removeData()
    },
    async restart() {
      await end(child)
      child = await launch()
    },
  }
}

/** Runs a start that must fail, and gives its exit code and everything it printed. */
export async function startRefused(
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number | null; output: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'genkan-'))
  const printed: string[] = []
  const port = `${await freePort()}`
  const path = process.env['PATH'] ?? ''
  const child = spawnServer({ PATH: path, PORT: port, DATA_DIR: dataDir, ...env }, printed)
  const deadline = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
  await once(child, 'close')
  clearTimeout(deadline)
  await rm(dataDir, { recursive: true, force: true })
  return { exitCode: child.exitCode, output: printed.join('') }
}

function spawnServer(
  env: Record<string, string>,
  printed: string[],
  openFiles?: number,
): ChildProcess {
  const server = [process.execPath, 'src/serve.ts']
  const limited = ['sh', '-c', `ulimit -n ${openFiles}; exec "$@"`, 'sh', ...server]
  const [command = '', ...args] = openFiles === undefined ? server : limited
  const child = spawn(command, args, {
    cwd: projectRoot,
    // astro/tsconfigs augments ProcessEnv with required names.
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  }
  return child
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function untilHealthy(child: ChildProcess, url: string, printed: string[]): Promise<void> {
  const startedAt = Date.now()
  while (!hasEnded(child) && Date.now() - startedAt < startLimitMs) {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    )
    if (answer?.status === 200) return
    await wait(50)
  }
  const reason = hasEnded(child) ? 'ended before it served' : 'did not answer /healthz in time'
  await end(child)
  throw new Error(`The server ${reason}:\n${printed.join('')}`)
}

/** Asks a process to end and waits until it has; kills it, and says so, if it will not. */
async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const closed = once(child, 'close')
  let killed = false
  const deadline = setTimeout(() => (killed = child.kill('SIGKILL')), stopLimitMs)
  child.kill('SIGTERM')
  await closed
  clearTimeout(deadline)
  if (killed) throw new Error(`The server did not end within ${stopLimitMs} ms of SIGTERM`)
}
