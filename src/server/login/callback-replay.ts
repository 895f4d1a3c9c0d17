import type { RecordStore } from '../../practice/record-store.ts'
import { afterResponse } from '../http/after-response.ts'
import { type Transaction, transactionLifetime } from './transaction.ts'

const kind = 'used-transaction'

/**
 * Where the callback of a login stands. `begun`: a request is redeeming the code now, or was lost
 * while it did. `ended`: it was answered.
 */
export type CallbackState = 'new' | 'begun' | 'ended'

/**
 * Replay protection: claims the callback of a login. Of several concurrent requests only one gets
 * `new` and may redeem the code. Once its response is sent, whatever it says, the callback has
 * ended: a copied transaction cookie is worthless.
 */
export async function claimCallback(
  { id }: Transaction,
  store: RecordStore,
): Promise<CallbackState> {
  const ttl = transactionLifetime / 1000
  const isFirst = await store.putIfAbsent(kind, id, {}, { ttl })
  if (!isFirst) {
    const use = await store.get(kind, id)
    // Expired in between: the transaction has expired, too.
    if (!use || 'consumed' in use) return 'ended'
  }
  afterResponse(() => store.consume(kind, id))
  return isFirst ? 'new' : 'begun'
}
