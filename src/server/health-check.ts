import { notCached } from './http/responses.ts'
import type { Site } from './site.ts'
import { StoreUnavailable, handlingOutage } from './store/store-outage.ts'

/**
 * Health check: 200 where the store answers, else 503.
 * @param words the member `status` of the JSON response in each case
 */
export async function healthCheck(
  words: { readonly serves: string; readonly not: string },
  { store, isStoreReady }: Pick<Site, 'store' | 'isStoreReady'>,
): Promise<Response> {
  const serves = await handlingOutage(async () => {
    if (!isStoreReady()) return false
    await store.get('health', 'check')
    return true
  }).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return false
    throw error
  })
  const status = serves ? words.serves : words.not
  return Response.json({ status }, { status: serves ? 200 : 503, headers: notCached })
}
