import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import type { NamedRecord, RecordStore } from '../../practice/record-store.ts'

type Verdict = 'kept' | 'restored' | 'replaced'

/**
 * In-memory backup of records that a running instance uses, such as the signing key. Redis may lose
 * them without losing the connection (FLUSHALL, eviction, a failover to an empty replica). The first
 * instance to notice restores them. Without this, the next instance to start would generate new keys,
 * and the two would refuse each other's tokens.
 */
export class RecordBackup {
  readonly #store: RecordStore
  readonly #records: readonly NamedRecord[]
  readonly #log: Pick<Logger, 'warn' | 'fatal'>
  #isReplaced = false
  #wasRestored = false

  constructor(store: RecordStore, records: readonly NamedRecord[], log: Logger) {
    this.#store = store
    this.#records = records
    this.#log = log
  }

  /** True where the store has other values: this instance must restart. As of the last check. */
  get isReplaced(): boolean {
    return this.#isReplaced
  }

  /**
   * Compares the records in the store with the backup, and writes those that are missing.
   * @throws StoreUnavailable
   */
  async check(): Promise<void> {
    const verdicts = await Promise.all(this.#records.map((record) => this.#checkRecord(record)))
    const restored = this.#records.filter((_, index) => verdicts[index] === 'restored')
    this.#reportRestored(restored.map(({ kind, id }) => `${kind}/${id}`))
    this.#reportReplaced(verdicts.includes('replaced'))
  }

  async #checkRecord({ kind, id, value }: NamedRecord): Promise<Verdict> {
    const found = await this.#store.get(kind, id)
    if (found === undefined && (await this.#store.putIfAbsent(kind, id, value))) return 'restored'
    const current = found ?? (await this.#store.get(kind, id))
    return isDeepStrictEqual(current, value) ? 'kept' : 'replaced'
  }

  // Once, also where Redis throws the same key away again and again.
  #reportRestored(records: readonly string[]): void {
    const isNews = records.length > 0 && !this.#wasRestored
    this.#wasRestored = records.length > 0
    if (!isNews) return
    const message = 'Redis lost records: these are restored from memory, sessions may be gone'
    this.#log.warn({ records }, message)
  }

  #reportReplaced(isReplaced: boolean): void {
    if (isReplaced === this.#isReplaced) return
    this.#isReplaced = isReplaced
    if (isReplaced) this.#log.fatal('Redis holds the keys of another site: start this one again')
    else this.#log.warn('Redis holds the keys of this site again')
  }
}
