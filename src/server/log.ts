import { type Logger, pino } from 'pino'
import { LogOutput } from './log-output.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The log, and {@link LogOutput.close} of its output. */
export interface Log {
  readonly log: Logger
  readonly closeLog: (patience: number) => Promise<boolean>
}

/** The log: lines of JSON on standard output, written asynchronously. */
export function createLog(level: LogLevel): Log {
  // A listener opens the stream. Node makes a pipe non-blocking with that: a write then fails where
  // nobody reads, in place of holding a thread. And EPIPE of `console` ends no process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const output = new LogOutput((dropped) => log.error({ dropped }, 'log lines dropped'))
  const log = pino({ level, base: null }, output)
  return { log, closeLog: (patience) => output.close(patience) }
}
