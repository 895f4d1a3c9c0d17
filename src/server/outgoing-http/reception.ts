import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { HeaderFields } from './messages.ts'

/** Milliseconds for a whole request, from the first look-up to the last byte. */
const timeLimit = 5000
/** Bytes of a body that are read. */
export const sizeLimit = 1024 * 1024

/** A bound that an answer went over. The message says which. */
export class BoundExceeded extends Error {
  override readonly name = 'BoundExceeded'
  readonly timedOut: boolean

  constructor(message: string, timedOut = false) {
    super(message)
    this.timedOut = timedOut
  }
}

/** An answer as it came, its content not decoded yet. */
export interface Received {
  readonly status: number
  readonly headers: HeaderFields
  readonly content: Buffer
}

/**
 * Sends a request and takes in the answer.
 * @throws BoundExceeded, or why the connection failed
 */
export function receive(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(options, new Reception(resolve, reject))
  })
}

/**
 * Takes in one answer. Whatever it has waited for too long, or has too much of, it gives up at once
 * and closes the connection.
 */
class Reception implements Dispatcher.DispatchHandler {
  readonly #resolve: (received: Received) => void
  readonly #reject: (reason: Error) => void
  readonly #timer: NodeJS.Timeout
  readonly #chunks: Buffer[] = []
  #size = 0
  #head: Omit<Received, 'content'> | undefined
  #controller: Dispatcher.DispatchController | undefined
  #reason: Error | undefined

  constructor(resolve: (received: Received) => void, reject: (reason: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
    // Not a limit of undici's: those begin once there is a connection.
    this.#timer = setTimeout(() => {
      this.#giveUp(new BoundExceeded('no full answer within 5 seconds', true))
    }, timeLimit)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#reason) controller.abort(this.#reason)
  }

  onResponseStart(_: unknown, status: number, headers: IncomingHttpHeaders): void {
    // What comes ahead of the answer has a head, too (RFC 9110, 15.2); the last one counts.
    this.#head = { status, headers: headerFields(headers) }
    if (status >= 300 && status < 400) {
      this.#giveUp(new BoundExceeded('it answered with a redirect'))
    } else if (status > 599) {
      this.#giveUp(new Error(`the status ${status} does not exist`))
    }
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#size += chunk.length
    if (this.#size > sizeLimit) {
      this.#giveUp(new BoundExceeded('its answer is larger than 1 MB'))
    } else {
      this.#chunks.push(chunk)
    }
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer)
    const [first, ...others] = this.#chunks
    const content = first && others.length === 0 ? first : Buffer.concat(this.#chunks)
    if (this.#head) this.#resolve({ ...this.#head, content })
  }

  onResponseError(_: unknown, error: Error): void {
    clearTimeout(this.#timer)
    this.#reject(error)
  }

  #giveUp(reason: Error): void {
    this.#reason = reason
    this.onResponseError(null, reason)
    this.#controller?.abort(reason)
  }
}

/** As the Fetch standard has it: one value for each name, but for `Set-Cookie`. */
function headerFields(headers: IncomingHttpHeaders): HeaderFields {
  return Object.entries(headers).flatMap(fieldsOf)
}

function fieldsOf([name, value = '']: [string, string | string[] | undefined]): HeaderFields {
  if (typeof value === 'string') return [[name, value.trim()]]
  const values = value.map((item) => item.trim())
  return name === 'set-cookie' ? values.map((item) => [name, item]) : [[name, values.join(', ')]]
}
