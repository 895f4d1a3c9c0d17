import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** The settings of a unit that say how a process is run; the last of each name. */
export type Unit = Readonly<Record<string, string>>

/** Reads a unit: `Name=value` lines, whatever their section. */
export function readUnit(file: string): Unit {
  return settings(readFileSync(file, 'utf8'))
}

/** Reads an environment file as systemd does, as far as ours go: no quotes. */
export function settings(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => /^\w+=/.test(line))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}

/**
 * Does with a unit's process what systemd would: its folder, its environment and nothing else, its
 * umask, a SIGTERM and no more time than it may take. What shuts the process in is not here.
 */
export class Service {
  readonly #file: string
  readonly #stateRoot: string
  readonly output: string[] = []
  #child: ChildProcess | undefined

  constructor(file: string, stateRoot: string) {
    this.#file = file
    this.#stateRoot = stateRoot
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** For a service of the type `oneshot` it resolves when the work is done. */
  async start(): Promise<void> {
    const unit = readUnit(this.#file)
    if (unit['StateDirectory']) {
      const mode = Number.parseInt(unit['StateDirectoryMode'] ?? '755', 8)
      mkdirSync(`${this.#stateRoot}/${unit['StateDirectory']}`, { recursive: true, mode })
    }
    if (unit['Type'] !== 'oneshot') {
      this.#child = this.#run(unit, String(unit['ExecStart']))
      return
    }
    for (const command of [unit['ExecStart'], unit['ExecStartPost']]) {
      const [exitCode] = await once(this.#run(unit, String(command)), 'close')
      if (exitCode !== 0) throw new Error(`${command}: ${exitCode}\n${this.output.join('')}`)
    }
  }

  /** @returns milliseconds that it took */
  async stop(): Promise<number> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return 0
    const closed = once(child, 'close')
    const startedAt = Date.now()
    child.kill('SIGTERM')
    const limit = Number(readUnit(this.#file)['TimeoutStopSec']) * 1000
    const ended = await Promise.race([closed, wait(limit, 'late' as const, { ref: false })])
    if (ended === 'late') {
      child.kill('SIGKILL')
      throw new Error(`It did not end within ${limit} ms`)
    }
    return Date.now() - startedAt
  }

  async kill(): Promise<void> {
    const closed = this.#child && once(this.#child, 'close')
    if (this.#child?.kill('SIGKILL')) await closed
  }

  #run(unit: Unit, command: string): ChildProcess {
    const file = String(unit['EnvironmentFile'])
    const fixed = settings(String(unit['Environment'] ?? ''))
    const variables = existsSync(file) ? settings(readFileSync(file, 'utf8')) : {}
    const child = spawn('/bin/sh', ['-c', `umask ${unit['UMask']}; exec ${command}`], {
      cwd: String(unit['WorkingDirectory']),
      env: { PATH: '/usr/bin:/bin', ...fixed, ...variables } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.output.push(text))
    }
    return child
  }
}
