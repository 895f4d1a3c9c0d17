import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { transactionLifetime } from './transaction.ts'

const kind = 'transcript'

/** The messages of logins under way, stored while the person is at the provider. */
export class PendingTranscripts {
  readonly #store: RecordStore

  constructor(store: RecordStore) {
    this.#store = store
  }

  /** Stores the messages until the transaction expires. */
  async keep(transactionId: string, exchanges: readonly Exchange[]): Promise<void> {
    const ttl = transactionLifetime / 1000
    await this.#store.put(kind, transactionId, { exchanges } as object as JsonObject, { ttl })
  }

  /** Empty where nothing is stored. */
  async of(transactionId: string): Promise<readonly Exchange[]> {
    const record = await this.#store.get(kind, transactionId)
    return (record?.exchanges ?? []) as object as readonly Exchange[]
  }
}
