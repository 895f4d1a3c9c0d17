import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Logger, pino } from 'pino'
import { LineBatch } from './line-batch.ts'
import { requestLine } from './request-line.ts'
import { pathOf } from './request-target.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Asked every few seconds by whoever watches the site: of interest to nobody else. */
const probes = /^\/(?:healthz|readyz)\/?$/

/**
 * Writes one line of JSON for each request: when, which, how it ended and how long it took. Never
 * the query, which carries the code at a callback, and no header, body or address.
 */
export class RequestLog {
  readonly #lines = new LineBatch()
  readonly #log: Logger
  readonly #instance = randomBytes(4).toString('hex')
  #count = 0

  constructor(level: LogLevel) {
    this.#log = pino({ level, base: null }, this.#lines)
  }

  /**
   * Begins the line of a request; it is written once the answer is out or the visitor is gone.
   * @returns the request's id, for the answer to carry as `X-Request-Id`
   */
  begin(request: IncomingMessage, response: ServerResponse): string {
    this.#count += 1
    const id = `${this.#instance}-${this.#count.toString(36)}`
    if (!this.#log.isLevelEnabled('info')) return id
    const startedAt = performance.now()
    const { method } = request
    const path = loggedPath(request)
    response.on('close', () => {
      const ms = Math.round((performance.now() - startedAt) * 10) / 10
      const ended = { id, method, path, status: response.statusCode, ms }
      const line = response.writableFinished ? ended : { ...ended, aborted: true }
      if (probes.test(path)) this.#log.debug(line, 'request')
      else this.#lines.write(requestLine(line, Date.now()))
    })
    return id
  }

  /** Writes down an error that nobody expected: where it arose, and at which path. */
  fault(request: IncomingMessage, error: unknown): void {
    const stack = error instanceof Error ? error.stack : String(error)
    this.#log.error({ method: request.method, path: loggedPath(request), stack }, 'fault')
    this.#lines.flush()
  }
}

/** Characters of a path that are worth a line. */
const longest = 200

function loggedPath({ url = '' }: IncomingMessage): string {
  return pathOf(url).slice(0, longest)
}
