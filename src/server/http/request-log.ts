import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { pathOf } from './request-target.ts'

/** Health checks come every few seconds: they are logged at `debug`. */
const healthChecks = /^\/(?:healthz|readyz)\/?$/
/** Characters of a path that are logged. */
const longestPath = 200

/**
 * Access log: one line of JSON per request with method, path, status and duration. Never the query,
 * which carries the code at a callback, and no header, body or IP address.
 */
export class RequestLog {
  readonly #log: Logger
  readonly #instance = randomBytes(4).toString('hex')
  #count = 0

  constructor(log: Logger) {
    this.#log = log
  }

  /**
   * Begins a request; the line is written once the response is sent or the client disconnects.
   * @returns the request's id, for the response to carry as `X-Request-Id`
   */
  begin(request: IncomingMessage, response: ServerResponse): string {
    this.#count += 1
    const id = `${this.#instance}-${this.#count.toString(36)}`
    const startedAt = performance.now()
    const { method } = request
    const path = loggedPath(request.url)
    response.on('close', () => {
      const ms = Math.round((performance.now() - startedAt) * 10) / 10
      const line = { id, method, path, status: response.statusCode, ms }
      const level = healthChecks.test(path) ? 'debug' : 'info'
      this.#log[level](response.writableFinished ? line : { ...line, aborted: true }, 'request')
    })
    return id
  }
}

/** The path of a request as it may be logged. */
export function loggedPath(url = ''): string {
  return pathOf(url).slice(0, longestPath)
}
