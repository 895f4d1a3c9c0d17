import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ShellOptions {
  readonly cwd: string
  readonly searchPath: string
  readonly env?: Readonly<Record<string, string>>
  readonly limitMs: number
}

/** Runs a script as a reader's shell would, and gives what it printed; rejects if it fails. */
export async function runShell(script: string, options: ShellOptions): Promise<string> {
  const printed: string[] = []
  const child = startShell(script, options, printed)
  const deadline = setTimeout(() => child.kill('SIGKILL'), options.limitMs)
  await once(child, 'close')
  clearTimeout(deadline)
  const output = printed.join('')
  if (child.exitCode === 0) return output
  const end = child.signalCode ?? `exit code ${child.exitCode}`
  throw new Error(`This ended with ${end}:\n${script}\n\n${output.trim()}`)
}

/** Starts a script in a shell that stops at the first command that fails. */
export function startShell(
  script: string,
  { cwd, searchPath, env }: Omit<ShellOptions, 'limitMs'>,
  printed: string[],
): ChildProcess {
  const child = spawn('sh', ['-ec', script], {
    cwd,
    env: { ...process.env, ...env, PATH: searchPath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  }
  return child
}
