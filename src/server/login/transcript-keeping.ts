import type { JsonObject } from '../../lib/jwt/decode-jwt.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import type { Runtime } from '../runtime.ts'
import { transactionLifetime } from './transaction.ts'

const kind = 'transcript'

/** Keeps what was sent so far while the person is at the provider. */
export async function keepTranscript(
  { store }: Runtime,
  transactionId: string,
  exchanges: readonly Exchange[],
): Promise<void> {
  const value = { exchanges } as unknown as JsonObject
  await store.put(kind, transactionId, value, { ttl: transactionLifetime / 1000 })
}

/** What was kept. It goes by itself when the login can no longer end. */
export async function keptTranscript(
  { store }: Runtime,
  transactionId: string,
): Promise<readonly Exchange[]> {
  const value = await store.get(kind, transactionId)
  return (value?.exchanges ?? []) as unknown as readonly Exchange[]
}
