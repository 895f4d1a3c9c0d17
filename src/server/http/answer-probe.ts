import type { RecordStore } from '../../practice/record-store.ts'
import { StoreUnavailable, copingWithOutage } from '../store/store-outage.ts'

/** What is asked of a runtime. */
interface Probed {
  readonly store: RecordStore
  readonly isStoreReady: () => boolean
}

/**
 * Answers whoever watches the site: 200 where the store answers, else 503.
 * @param words `status` in each case
 */
export async function answerProbe(
  words: { readonly serves: string; readonly not: string },
  { store, isStoreReady }: Probed,
): Promise<Response> {
  const serves = await copingWithOutage(async () => {
    if (!isStoreReady()) return false
    await store.get('health', 'check')
    return true
  }).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return false
    throw error
  })
  return Response.json(
    { status: serves ? words.serves : words.not },
    { status: serves ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
