import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The project's root and the bench's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
export const bench = fileURLToPath(new URL('..', import.meta.url))

/** Milliseconds. */
const startLimit = 20_000
const stopLimit = 12_000
/** Of the kernel's clock in which /proc counts; `getconf CLK_TCK` says so on every Linux. */
const ticksPerSecond = 100

// Whatever ends the bench ends all it has started.
const running = new Set()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** A port that was free a moment ago on the address `localhost` stands for. */
export async function freePort() {
  const probe = createServer().listen(0, 'localhost')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/** A server in a process of its own; what it prints goes to a file. */
export class ServerProcess {
  #child
  #output

  /** @param command what is started; Node where nothing else is said */
  constructor(name, args, env, directory, command = process.execPath) {
    this.name = name
    this.#output = join(directory, `${name}.log`)
    const file = openSync(this.#output, 'a')
    this.#child = spawn(command, args, {
      cwd: root,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', file, file, 'ipc'],
      // Keeps members that are undefined, which JSON drops.
      serialization: 'advanced',
    })
    running.add(this.#child)
    this.#child.once('exit', () => running.delete(this.#child))
  }

  get pid() {
    return this.#child.pid
  }

  /** Waits until a URL is answered with any status below 500. */
  async untilServing(url) {
    const deadline = Date.now() + startLimit
    while (this.#child.exitCode === null && Date.now() < deadline) {
      const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer && answer.status < 500) return
      await wait(50)
    }
    throw new Error(`${this.name} does not serve:\n${this.lastOutput()}`)
  }

  /** Tells the process something, and waits for its answer. */
  async ask(message) {
    const over = new AbortController()
    const ended = once(this.#child, 'exit', over).then(() => {
      throw new Error(`${this.name} ended before it answered:\n${this.lastOutput()}`)
    })
    const answered = once(this.#child, 'message', over)
    this.#child.send(message)
    try {
      const [{ answer }] = await Promise.race([answered, ended])
      return answer
    } finally {
      over.abort()
      await Promise.allSettled([answered, ended])
    }
  }

  lastOutput() {
    return readFileSync(this.#output, 'utf8').slice(-3000)
  }

  /** Seconds of CPU, user and system, that the process and all it started have used so far. */
  cpuSeconds() {
    return [this.pid, ...descendants(this.pid)].map(cpuSecondsOf).reduce((a, b) => a + b, 0)
  }

  /** Bytes of memory that are resident. */
  residentBytes() {
    const status = readFileSync(`/proc/${this.pid}/status`, 'latin1')
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) * 1024
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const closed = once(this.#child, 'exit')
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), stopLimit)
    this.#child.kill('SIGTERM')
    await closed
    clearTimeout(deadline)
  }
}

function cpuSecondsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  // The name in brackets may hold spaces; utime, stime, cutime and cstime are fields 14 to 17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).map(Number)
  return ticks.reduce((a, b) => a + b, 0) / ticksPerSecond
}

function descendants(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`)
  const children = tasks.flatMap((task) => {
    const list = readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').trim()
    return list === '' ? [] : list.split(' ').map(Number)
  })
  return children.flatMap((child) => [child, ...descendants(child)])
}
