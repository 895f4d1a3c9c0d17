import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { StoreUnavailable } from './store-outage.ts'

/** Milliseconds between two sweeps. */
const interval = 60_000
/** Expired records deleted by one statement: every request waits for it. */
export const recordsPerPortion = 500
/** Pages of 4 kB given back by one statement. */
const pagesPerPortion = 500
/** Free pages that are kept for the next writes: a file that grows again is slower to write. */
const sparePages = 512
/** Milliseconds between two portions, for the requests that wait. */
const pause = 5

export interface SweptStore {
  readonly database: DatabaseSync
  /** @throws StoreUnavailable where the file is damaged: sweeping it may do more harm */
  readonly checkDamage: () => Promise<void>
  /** @returns how many records it deleted, `recordsPerPortion` at most */
  readonly deleteExpired: () => number
  /** Runs work on the database. @throws StoreUnavailable */
  readonly guard: <Result>(work: () => Result) => Result
}

/**
 * Deletes expired records every minute and gives free pages back to the disk, in portions between
 * which requests are served: SQLite is synchronous, so the whole process waits for each statement.
 */
export class SqliteSweeper {
  readonly #store: SweptStore
  readonly #timer: NodeJS.Timeout
  #running = false

  constructor(store: SweptStore) {
    this.#store = store
    this.#timer = setInterval(() => void this.sweep(), interval)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async sweep(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      await this.#store.checkDamage()
      while (this.#isOpen && this.#sweepPortion()) await wait(pause, undefined, { ref: false })
    } catch (error) {
      // Expired records are invisible already: leave them to the next sweep.
      if (!(error instanceof StoreUnavailable)) throw error
    } finally {
      this.#running = false
    }
  }

  get #isOpen(): boolean {
    return this.#store.database.isOpen
  }

  /** @returns whether something is left to do */
  #sweepPortion(): boolean {
    const { database, deleteExpired, guard } = this.#store
    if (deleteExpired() === recordsPerPortion) return true
    return guard(() => giveBack(database))
  }
}

/** @returns whether more pages can be given back */
function giveBack(database: DatabaseSync): boolean {
  const free = Number(database.prepare('PRAGMA freelist_count').get()?.freelist_count)
  if (free <= sparePages) return false
  database.exec(`PRAGMA incremental_vacuum(${Math.min(free - sparePages, pagesPerPortion)})`)
  if (free - pagesPerPortion > sparePages) return true
  // The file itself gets shorter at a checkpoint.
  database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  return false
}
