import { notCached } from './http/responses.ts'
import type { Site } from './site.ts'
import { StoreUnavailable, handlingOutage } from './store/store-outage.ts'

/**
 * Health check: 200 where the store passes a check, else 503.
 * @param words the member `status` of the JSON response in each case
 * @param check rejects with StoreUnavailable; not run while the store is known to be away
 */
export async function healthCheck(
  words: { readonly serves: string; readonly not: string },
  { isStoreReady }: Pick<Site, 'isStoreReady'>,
  check: () => Promise<unknown>,
): Promise<Response> {
  const serves = await handlingOutage(async () => {
    if (!isStoreReady()) return false
    await check()
    return true
  }).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return false
    throw error
  })
  const status = serves ? words.serves : words.not
  return Response.json({ status }, { status: serves ? 200 : 503, headers: notCached })
}
