import { randomBytes, randomUUID } from 'node:crypto'
import { type JWK, exportJWK, generateKeyPair } from 'jose'
import type { JsonObject } from '../lib/jwt/json-object.ts'
import type { NamedRecord, RecordStore } from './record-store.ts'

const kind = 'practice:secret'

/** Secrets of the practice provider, generated at the first start and kept in the store. */
export interface PracticeSecrets {
  /** RSA key with which ID tokens are signed (RS256), private members included. */
  readonly signingKey: JWK
  readonly cookieKey: string
  /** Secret of the site's own client. */
  readonly demoClientSecret: string
  /** The same as they are in the store. */
  readonly records: readonly NamedRecord[]
}

/** Reads the secrets from the store; generates missing ones. */
export async function practiceSecrets(store: RecordStore): Promise<PracticeSecrets> {
  const [signing, cookie, client] = await Promise.all([
    kept(store, 'signing-key', newSigningKey),
    kept(store, 'cookie-key', newSecret),
    kept(store, 'demo-client-secret', newSecret),
  ])
  return {
    signingKey: signing.value as JWK,
    cookieKey: String(cookie.value.secret),
    demoClientSecret: String(client.value.secret),
    records: [signing, cookie, client],
  }
}

// Race of two instances that start at once: one writes, both use its value.
async function kept(
  store: RecordStore,
  id: string,
  make: () => Promise<JsonObject>,
): Promise<NamedRecord> {
  const known = await store.get(kind, id)
  if (known) return { kind, id, value: known }
  const made = await make()
  const isFirst = await store.putIfAbsent(kind, id, made)
  return { kind, id, value: (isFirst ? undefined : await store.get(kind, id)) ?? made }
}

async function newSigningKey(): Promise<JsonObject> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: randomUUID(), alg: 'RS256', use: 'sig' } as unknown as JsonObject
}

async function newSecret(): Promise<JsonObject> {
  return { secret: randomBytes(32).toString('base64url') }
}
