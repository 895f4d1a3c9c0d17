import { destination } from 'pino'

/** Characters that are written together, and milliseconds for which a line waits for others. */
const most = 16_000
const delay = 200

/**
 * Lines on their way to standard output. They are joined once for each write: the library adds each
 * line to the text so far and measures all of it, every time.
 */
export class LineBatch {
  readonly #output = destination({ dest: 1, sync: false })
  #lines: string[] = []
  #length = 0

  constructor() {
    setInterval(() => this.flush(), delay).unref()
    process.once('exit', () => {
      this.flush()
      this.#output.flushSync()
    })
  }

  /** @param line with its end */
  write(line: string): void {
    this.#lines.push(line)
    this.#length += line.length
    if (this.#length >= most) this.flush()
  }

  /** Begins to write what waits. */
  flush(): void {
    if (this.#length === 0) return
    this.#output.write(this.#lines.join(''))
    this.#lines = []
    this.#length = 0
  }
}
