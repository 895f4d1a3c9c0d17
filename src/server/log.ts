import { type Logger, destination, pino } from 'pino'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The log: lines of JSON on standard output, written asynchronously. */
export function createLog(level: LogLevel): Logger {
  const output = destination({ dest: 1, sync: false })
  process.once('exit', () => output.flushSync())
  return pino({ level, base: null }, output)
}
