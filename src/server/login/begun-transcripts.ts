import type { Exchange } from '../../lib/transcript/transcript.ts'
import type { RecordStore } from '../../practice/record-store.ts'
import { RecentRecords } from '../store/recent-records.ts'
import { transactionLifetime } from './transaction.ts'

/** What was sent of a login so far, kept while the person is at the provider. */
export class BegunTranscripts {
  readonly #records: RecentRecords<{ readonly exchanges: readonly Exchange[] }>

  constructor(store: RecordStore) {
    this.#records = new RecentRecords(store, 'transcript')
  }

  /** Keeps it until the login can no longer end. */
  async keep(transactionId: string, exchanges: readonly Exchange[]): Promise<void> {
    await this.#records.put(transactionId, { exchanges }, transactionLifetime / 1000)
  }

  /** None where nothing was kept. */
  async of(transactionId: string): Promise<readonly Exchange[]> {
    return (await this.#records.get(transactionId))?.exchanges ?? []
  }
}
