import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../../practice/record-store.ts'

export interface RecordName {
  readonly kind: string
  readonly id: string
}

type NamedRecord = RecordName & { readonly value: JsonObject }

/**
 * In-memory backup of records that a running instance uses, such as the signing key. The first
 * instance to reconnect to a store that lost its data restores them. Without this, the next
 * instance to start would generate new keys, and the two would refuse each other's tokens.
 */
export class RecordBackup {
  readonly #store: RecordStore
  readonly #records: readonly NamedRecord[]

  private constructor(store: RecordStore, records: readonly NamedRecord[]) {
    this.#store = store
    this.#records = records
  }

  /** Backs up the named records, those that exist. */
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
   * Writes the missing records.
   * @returns false where the store has other values: this instance must restart
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
