import type { DatabaseSync, StatementSync } from 'node:sqlite'

interface Pending {
  readonly write: () => number
  readonly resolve: (changes: number) => void
  readonly reject: (error: unknown) => void
}

/**
 * Commits together what is to be written at the same moment: most of what a write costs is its
 * commit, and requests that come at once share one. Nobody is told of a write before it is in the
 * file.
 */
export class GroupCommit {
  readonly #database: DatabaseSync
  readonly #mayPass: (error: unknown) => boolean
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  #pending: Pending[] = []

  /** @param mayPass whether an error is about the file, so that no other write would do better */
  constructor(database: DatabaseSync, mayPass: (error: unknown) => boolean) {
    this.#database = database
    this.#mayPass = mayPass
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
  }

  /**
   * @param write changes the database by one statement
   * @returns how many records were changed; rejects with what the write threw
   */
  run(write: () => number): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#pending.push({ write, resolve, reject }) === 1) setImmediate(() => this.flush())
    })
  }

  /** Writes at once what waits. */
  flush(): void {
    const group = this.#pending
    this.#pending = []
    if (group.length < 2) return group.forEach(alone)
    try {
      const changes = this.#together(group)
      for (const [index, { resolve }] of group.entries()) resolve(changes[index] ?? 0)
    } catch (error) {
      // One that is wrong in itself must not take the others with it.
      for (const pending of group) {
        if (this.#mayPass(error)) pending.reject(error)
        else alone(pending)
      }
    }
  }

  #together(group: readonly Pending[]): readonly number[] {
    this.#begin.run()
    try {
      const changes = group.map(({ write }) => write())
      this.#commit.run()
      return changes
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }
}

function alone({ write, resolve, reject }: Pending): void {
  try {
    resolve(write())
  } catch (error) {
    reject(error)
  }
}
