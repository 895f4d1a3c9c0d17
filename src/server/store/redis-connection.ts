import { setTimeout as wait } from 'node:timers/promises'
import { ErrorReply, createClient } from '@redis/client'
import { StoreUnavailable } from './store-outage.ts'

/** Time-out of connecting and of each command, in milliseconds. */
const timeLimit = 2_000
/** Milliseconds between two attempts to connect; half of it is random (jitter). */
const pause = 500
/** Milliseconds between two health checks (PING) of the connection. */
const pulse = 5_000
/** Error replies of a server that is up but can't serve for now. */
const passing =
  /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|OOM|MISCONF|BUSY|TRYAGAIN)\b/
/** Error replies that waiting doesn't fix. */
const refusing = /^(?:WRONGPASS|NOAUTH|NOPERM)\b|ERR (?:AUTH|invalid password)|NOPROTO/
/** Error codes of an untrusted certificate; waiting doesn't fix these either. */
const untrusted = /CERT|^ERR_TLS/

export type RedisClient = ReturnType<typeof newClient>

interface ConnectionOptions {
  /** `redis://` or `rediss://` */
  readonly url: string
  /** Milliseconds to keep trying the first connection. */
  readonly patience: number
  /** Called when Redis becomes unavailable and when it is back. */
  readonly report: (away: boolean, reason: string) => void
}

/**
 * One connection to Redis that reconnects on its own. A command fails after two seconds without an
 * answer, and then all of them fail at once until Redis answers again (circuit breaker).
 */
export class RedisConnection {
  readonly #options: ConnectionOptions
  readonly #pulse: NodeJS.Timeout
  readonly #returns: (() => Promise<void>)[] = []
  #client: RedisClient | undefined
  #closed = false

  private constructor(options: ConnectionOptions) {
    this.#options = options
    this.#pulse = setInterval(() => {
      this.run((client) => client.ping()).catch(() => undefined)
    }, pulse)
    this.#pulse.unref()
  }

  /** @throws StoreUnavailable where Redis does not answer within `patience`, or refuses us */
  static async open(options: ConnectionOptions): Promise<RedisConnection> {
    const connection = new RedisConnection(options)
    const deadline = Date.now() + options.patience
    for (;;) {
      try {
        await connection.#connect()
        return connection
      } catch (error) {
        if (Date.now() < deadline && !isRefusal(error)) {
          await wait(pause)
          continue
        }
        connection.close()
        throw new StoreUnavailable(reasonOf(error), { cause: error })
      }
    }
  }

  /** Whether there is a connection to send commands on. */
  get isReady(): boolean {
    return this.#client !== undefined
  }

  /** Registers work for each reconnection. Errors are swallowed: it runs again at the next one. */
  onReturn(work: () => Promise<void>): void {
    this.#returns.push(work)
  }

  /** @throws StoreUnavailable */
  async run<Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result> {
    const client = this.#client
    if (!client) throw new StoreUnavailable('Redis is away')
    try {
      return await withinLimit(command(client))
    } catch (error) {
      if (error instanceof ErrorReply && !passing.test(error.message)) throw error
      this.#lose(client, error)
      throw new StoreUnavailable(reasonOf(error), { cause: error })
    }
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#pulse)
    this.#client?.destroy()
    this.#client = undefined
  }

  async #connect(): Promise<void> {
    const client = newClient(this.#options.url)
    client.on('error', (error: unknown) => this.#lose(client, error))
    try {
      await withinLimit(client.connect())
      // A server that is still loading its data accepts connections already.
      await withinLimit(client.ping())
      if (this.#closed) throw new Error('closed')
    } catch (error) {
      client.destroy()
      throw error
    }
    this.#client = client
  }

  #lose(client: RedisClient, error: unknown): void {
    if (client !== this.#client) return
    this.#client = undefined
    // Pending commands on this connection fail with it.
    client.destroy()
    this.#options.report(true, reasonOf(error))
    void this.#reconnect()
  }

  async #reconnect(): Promise<void> {
    while (!this.#closed && !this.#client) {
      await wait((pause * (1 + Math.random())) / 2, undefined, { ref: false })
      if (!this.#closed) await this.#connect().catch(() => undefined)
    }
    if (!this.#client) return
    this.#options.report(false, 'Redis answers again')
    for (const work of this.#returns) await work().catch(() => undefined)
  }
}

function newClient(url: string) {
  return createClient({
    url,
    name: 'genkan',
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    // Reconnecting is ours: the library would wait for ever on a server that accepts and never answers.
    socket: { connectTimeout: timeLimit, reconnectStrategy: false },
  })
}

async function withinLimit<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer in ${timeLimit} ms`)), timeLimit)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

function isRefusal(error: unknown): boolean {
  if (error instanceof ErrorReply) return refusing.test(error.message)
  return untrusted.test((error as NodeJS.ErrnoException).code ?? '')
}

/** The reason in one line, without the URL, which may hold a password. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message.split('\n', 1)[0] ?? ''
}
