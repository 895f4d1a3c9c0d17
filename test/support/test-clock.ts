import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const minute = 60 * 1000

/** A clock that stands still until it is told to go on, here and in a server of its own. */
export class TestClock {
  readonly #directory = mkdtempSync(join(tmpdir(), 'genkan-clock-'))
  #time: number

  /** @param time to begin with, milliseconds since 1970 */
  constructor(time = Date.now()) {
    this.#time = time
    this.#write()
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#time

  advance(milliseconds: number): void {
    this.#time += milliseconds
    this.#write()
  }

  /** Variables that make a server of Node tell this time. */
  get env(): Readonly<Record<string, string>> {
    const hook = new URL('test-clock-hook.ts', import.meta.url)
    return { NODE_OPTIONS: `--import=${hook.href}`, TEST_CLOCK: this.#file }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#directory, 'time')
  }

  #write(): void {
    writeFileSync(this.#file, String(this.#time))
  }
}
