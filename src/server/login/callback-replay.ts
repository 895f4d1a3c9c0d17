import type { RecordStore } from '../../practice/record-store.ts'
import { afterResponse } from '../http/after-response.ts'
import { type Transaction, transactionLifetime } from './transaction.ts'

const kind = 'used-transaction'

/**
 * What became of the callback of a login so far. `begun`: somebody redeems the code at this moment,
 * or was killed while they did. `ended`: it was answered.
 */
export type CallbackState = 'new' | 'begun' | 'ended'

/**
 * Takes the callback of a login: of several that come at once, one alone gets `new` and may redeem
 * the code. When its answer is on its way the use has ended, whatever the answer says; a copy of
 * the cookie is of no use to whoever comes then.
 */
export async function claimCallback(
  { id }: Transaction,
  store: RecordStore,
): Promise<CallbackState> {
  const ttl = transactionLifetime / 1000
  const isFirst = await store.putIfAbsent(kind, id, {}, { ttl })
  if (!isFirst) {
    const use = await store.get(kind, id)
    // One that is gone by now was there for as long as a login may take.
    if (!use || 'consumed' in use) return 'ended'
  }
  afterResponse(() => store.consume(kind, id))
  return isFirst ? 'new' : 'begun'
}
