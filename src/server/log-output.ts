import { write as writeFile } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Characters of lines that wait for an output that takes none: some 8,000 lines. */
const waitingLimit = 1024 * 1024
/** Milliseconds between two attempts to write. */
const pause = 100

/** `fs.write` to a file descriptor: writes a part of the bytes, or fails. */
type Write = (
  bytes: Buffer,
  done: (error: NodeJS.ErrnoException | null, written: number) => void,
) => void

/**
 * Stream of the log: writes lines to standard output, off the main thread, one write at a time. An
 * output that is full (EAGAIN), broken (EPIPE) or on a full disk (ENOSPC) is tried again for ever;
 * lines beyond a limit are dropped and counted. pino's own destination tries again in a loop that
 * blocks the exit.
 */
export class LogOutput {
  readonly #write: Write
  readonly #onFlow: (dropped: number) => void
  #state: 'idle' | 'writing' | 'stalled' = 'idle'
  #waiting = ''
  #dropped = 0
  #triesAgain = true
  #whenIdle: (() => void) | undefined

  /** @param onFlow told how many lines were dropped, once all others are written */
  constructor(
    onFlow: (dropped: number) => void,
    write: Write = (bytes, done) => writeFile(1, bytes, done),
  ) {
    this.#onFlow = onFlow
    this.#write = write
  }

  /** @param line with its line break */
  write(line: string): void {
    if (this.#waiting.length + line.length > waitingLimit) {
      this.#dropped += 1
      return
    }
    this.#waiting += line
    if (this.#state === 'idle') this.#next()
  }

  /**
   * Waits until all lines are written.
   * @param patience milliseconds at most
   * @returns false where a write blocks in the kernel, as on a paused terminal: `process.exit` would
   *   wait for its thread
   */
  async close(patience: number): Promise<boolean> {
    const idle = new Promise<void>((resolve) => (this.#whenIdle = resolve))
    if (this.#state !== 'idle') await Promise.race([idle, wait(patience)])
    this.#triesAgain = false
    if (this.#state === 'writing') await wait(pause)
    return this.#state !== 'writing'
  }

  #next(): void {
    const bytes = Buffer.from(this.#waiting)
    this.#waiting = ''
    if (bytes.length > 0) return this.#send(bytes)
    this.#state = 'idle'
    const dropped = this.#dropped
    this.#dropped = 0
    if (dropped > 0) this.#onFlow(dropped)
    else this.#whenIdle?.()
  }

  #send(bytes: Buffer): void {
    this.#state = 'writing'
    this.#write(bytes, (error, written) => {
      if (error) {
        this.#state = 'stalled'
        if (this.#triesAgain) setTimeout(() => this.#send(bytes), pause).unref()
      } else if (written < bytes.length) {
        this.#send(bytes.subarray(written))
      } else {
        this.#next()
      }
    })
  }
}
