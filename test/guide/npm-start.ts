import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface StartedSite {
  readonly url: string
  stop(): Promise<void>
}

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
// Long enough for a build, where there is none yet.
const startLimitMs = 300_000

/** Runs `npm start` as a reader does; rejects, with what it printed, if nothing comes of it. */
export async function npmStart(options: { port: number; dataDir: string }): Promise<StartedSite> {
  const { port, dataDir } = options
  if (!(await isFree(port))) {
    throw new Error(`Port ${port} is taken, and the guide's commands name it: free it, run again.`)
  }
  const child = spawn('npm', ['start'], {
    cwd: projectRoot,
    env: { ...readersEnvironment(), DATA_DIR: dataDir } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const stop = async () => {
    if (hasEnded()) return
    // The server has npm's output: it closes when all have ended.
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    await closed
  }
  const url = `http://localhost:${port}`
  const deadline = Date.now() + startLimitMs
  while (!hasEnded() && Date.now() < deadline) {
    if (await answers(`${url}/healthz`)) return { url, stop }
    await wait(100)
  }
  await stop()
  throw new Error(`npm start did not come to serve:\n${printed.join('')}`)
}

/** The environment without what vitest put there, DEV among it, and without settings of the site. */
function readersEnvironment(): Record<string, string | undefined> {
  const ours = /^(?:VITE|VITEST|TEST|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|PORT|HOST|SITE_URL)(?:_|$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}

async function answers(address: string): Promise<boolean> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
  return answer?.status === 200
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, 'localhost', () => resolve(true))
  })
  await new Promise((closed) => probe.close(closed))
  return free
}
