import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../../practice/record-store.ts'

export interface RecordName {
  readonly kind: string
  readonly id: string
}

type NamedRecord = RecordName & { readonly value: JsonObject }

/**
 * Records that a running instance also has in memory, such as the signing key. The first instance
 * to reconnect to a store that lost its data restores them. Without this, the next instance to start
 * would generate new keys, and the two would refuse each other's tokens.
 */
export class RecordBackup {
  readonly #store: RecordStore
  readonly #records: readonly NamedRecord[]

  private constructor(store: RecordStore, records: readonly NamedRecord[]) {
    this.#store = store
    this.#records = records
  }

  /** Reads those of the named records that the store has now. */
  static async take(store: RecordStore, names: readonly RecordName[]): Promise<RecordBackup> {
    const found = await Promise.all(
      names.map(async ({ kind, id }) => ({ kind, id, value: await store.get(kind, id) })),
    )
    return new RecordBackup(
      store,
      found.filter((record): record is NamedRecord => record.value !== undefined),
    )
  }

  /**
   * Writes the records that are missing.
   * @returns false where the store has different ones: this instance no longer fits the store
   */
  async restore(): Promise<boolean> {
    const agreed = await Promise.all(
      this.#records.map(async ({ kind, id, value }) => {
        if (await this.#store.putIfAbsent(kind, id, value)) return true
        return isDeepStrictEqual(await this.#store.get(kind, id), value)
      }),
    )
    return agreed.every(Boolean)
  }
}
