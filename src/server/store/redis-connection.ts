import { setTimeout as wait } from 'node:timers/promises'
import { ErrorReply, createClient } from '@redis/client'
import { OutageLog, type ReportOutage } from './outage-log.ts'
import { StoreUnavailable } from './store-outage.ts'

/** Time-out of connecting and of each command, in milliseconds. */
const timeLimit = 2_000
/** Milliseconds between two attempts to connect; half of it is random (jitter). */
const pause = 500
/** Milliseconds between two health checks (PING) of the connection. */
const pulse = 5_000
/** Error replies to a command that is wrong: our mistake. Every other code is the server's state. */
const mistaken = /^ERR\b/
/**
 * Error replies of a server that isn't the one to talk to any more: after a failover, a connection
 * that stays open leads to the replica that the primary has become.
 */
const moved = /^(?:READONLY|MASTERDOWN|LOADING|NOAUTH)\b/
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
  /** Called when Redis becomes unavailable or refuses commands, and when it is back. */
  readonly report: ReportOutage
}

/**
 * One connection to Redis that reconnects on its own. A command fails after two seconds without an
 * answer, and then all of them fail at once until Redis answers again (circuit breaker). An error
 * reply is an answer to one command: the others share the connection and go on.
 */
export class RedisConnection {
  readonly #options: ConnectionOptions
  readonly #outages: OutageLog
  readonly #pulse: NodeJS.Timeout
  readonly #watches: (() => Promise<void>)[] = []
  #client: RedisClient | undefined
  #isConnecting = false
  #closed = false

  private constructor(options: ConnectionOptions) {
    this.#options = options
    this.#outages = new OutageLog(options.report, Date.now)
    this.#pulse = setInterval(() => void this.#watch(), pulse)
    this.#pulse.unref()
  }

  /** @throws StoreUnavailable where Redis does not answer within `patience`, or refuses us */
  static async open(options: ConnectionOptions): Promise<RedisConnection> {
    const connection = new RedisConnection(options)
    const deadline = Date.now() + options.patience
    for (;;) {
      try {
        connection.#client = await connection.#connect()
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

  /**
   * Registers work for each new connection and each health check, every five seconds. Errors are
   * swallowed: it runs again.
   */
  watch(work: () => Promise<void>): void {
    this.#watches.push(work)
  }

  /** Tells that a write succeeded: ends the outage of a server that refused writes. */
  wrote(): void {
    this.#outages.wrote()
  }

  /** @throws StoreUnavailable */
  async run<Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result> {
    const client = this.#client
    if (!client) throw new StoreUnavailable('Redis is away')
    try {
      return await withinLimit(command(client))
    } catch (error) {
      if (error instanceof ErrorReply && mistaken.test(error.message)) throw error
      if (error instanceof ErrorReply || error instanceof StoreUnavailable) this.#refused(error)
      else this.#lose(client, error)
      throw new StoreUnavailable(reasonOf(error), { cause: error })
    }
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#pulse)
    this.#client?.destroy()
    this.#client = undefined
  }

  async #connect(): Promise<RedisClient> {
    const client = newClient(this.#options.url)
    client.on('error', (error: unknown) => this.#lose(client, error))
    try {
      await withinLimit(client.connect())
      // A server that is still loading its data accepts connections already.
      await withinLimit(client.ping())
      if (this.#closed) throw new Error('closed')
      return client
    } catch (error) {
      client.destroy()
      throw error
    }
  }

  #refused(error: Error): void {
    this.#outages.failed(reasonOf(error))
    if (moved.test(error.message)) void this.#renew()
  }

  #lose(client: RedisClient, error: unknown): void {
    if (client !== this.#client) return
    this.#client = undefined
    // Pending commands on this connection fail with it.
    client.destroy()
    this.#outages.failed(reasonOf(error))
    void this.#renew()
  }

  /** Replaces the connection. The one before, if there is one, serves until there is another. */
  async #renew(): Promise<void> {
    if (this.#isConnecting) return
    this.#isConnecting = true
    let next: RedisClient | undefined
    while (!this.#closed && !next) {
      await wait((pause * (1 + Math.random())) / 2, undefined, { ref: false })
      if (!this.#closed) next = await this.#connect().catch(() => undefined)
    }
    this.#isConnecting = false
    if (!next) return
    const before = this.#client
    this.#client = next
    if (before) letGo(before)
    else this.#outages.over('Redis answers again')
    await this.#watch()
  }

  async #watch(): Promise<void> {
    for (const work of [() => this.run((client) => client.ping()), ...this.#watches]) {
      await work().catch(() => undefined)
    }
  }
}

/** Closes a connection once its pending commands are answered. */
function letGo(client: RedisClient): void {
  withinLimit(client.close()).catch(() => client.destroy())
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

/** The reason in one line, without the URL, which may hold a password, and without our scripts. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message.split(/\n| script: /, 1)[0] ?? ''
}
