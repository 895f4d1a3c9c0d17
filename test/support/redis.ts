import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { freePort } from './free-port.ts'
import { servicePath } from './services.ts'

export interface RedisServer {
  /** Address for REDIS_URL. */
  readonly url: string
  /** Ends it as a lost machine would: nothing is written, nobody is told. */
  kill(): Promise<void>
  /** Starts it on the same port, empty. */
  start(): Promise<void>
  /** Leaves it there and mute, until `wake`. */
  freeze(): void
  wake(): void
  /** All keys. */
  keys(): Promise<string[]>
  stop(): Promise<void>
}

const startLimitMs = 10_000

/** Starts a Redis of the test's own, on loopback and in memory. */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'genkan-redis-'))
  const port = await freePort('127.0.0.1')
  const url = `redis://127.0.0.1:${port}`
  const where = ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', directory]
  const inMemory = ['--save', '', '--appendonly', 'no', '--daemonize', 'no']
  const launch = async () => {
    const child = spawn(servicePath('redis'), [...where, ...inMemory, ...settings], {
      stdio: 'ignore',
    })
    await untilItAnswers(child, port)
    return child
  }
  let child = await launch()
  const kill = () => end(child)
  return {
    url,
    kill,
    start: async () => void (child = await launch()),
    freeze: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    keys: () => withClient(url, (client) => client.keys('*')),
    async stop() {
      await kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Runs commands of the test's own. */
export async function withClient<Result>(
  url: string,
  work: (client: ReturnType<typeof newClient>) => Promise<Result>,
): Promise<Result> {
  const client = newClient(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    client.destroy()
  }
}

const newClient = (url: string) => createClient({ url })

async function untilItAnswers(child: ChildProcess, port: number): Promise<void> {
  const startedAt = Date.now()
  while (child.exitCode === null && Date.now() - startedAt < startLimitMs) {
    if (await answers(port)) return
    await wait(20)
  }
  await end(child)
  throw new Error('Redis did not start')
}

// Whether it wants a password or not, an error is an answer.
async function answers(port: number): Promise<boolean> {
  const client = createClient({
    socket: { host: '127.0.0.1', port, reconnectStrategy: false },
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    return /NOAUTH/.test(String(error))
  } finally {
    client.destroy()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}
