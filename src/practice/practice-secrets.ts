import { randomBytes, randomUUID } from 'node:crypto'
import { type JWK, exportJWK, generateKeyPair } from 'jose'
import type { JsonObject } from '../lib/jwt/json-object.ts'
import type { RecordStore } from './record-store.ts'

const kind = 'practice:secret'
const ids = ['signing-key', 'cookie-key', 'demo-client-secret'] as const

/** The records of these secrets in the store. */
export const practiceSecretRecords = ids.map((id) => ({ kind, id }))

/** Secrets of the practice provider, generated at the first start and kept in the store. */
export interface PracticeSecrets {
  /** RSA key with which ID tokens are signed (RS256), private members included. */
  readonly signingKey: JWK
  readonly cookieKey: string
  /** Secret of the site's own client. */
  readonly demoClientSecret: string
}

/** Reads the secrets from the store; generates missing ones. */
export async function practiceSecrets(store: RecordStore): Promise<PracticeSecrets> {
  const [signing, cookie, client] = await Promise.all([
    kept(store, 'signing-key', newSigningKey),
    kept(store, 'cookie-key', newSecret),
    kept(store, 'demo-client-secret', newSecret),
  ])
  return {
    signingKey: signing as JWK,
    cookieKey: String(cookie.secret),
    demoClientSecret: String(client.secret),
  }
}

// Race of two instances that start at once: one writes, both use its value.
async function kept(
  store: RecordStore,
  id: (typeof ids)[number],
  make: () => Promise<JsonObject>,
): Promise<JsonObject> {
  const known = await store.get(kind, id)
  if (known) return known
  const made = await make()
  if (await store.putIfAbsent(kind, id, made)) return made
  return (await store.get(kind, id)) ?? made
}

async function newSigningKey(): Promise<JsonObject> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: randomUUID(), alg: 'RS256', use: 'sig' } as unknown as JsonObject
}

async function newSecret(): Promise<JsonObject> {
  return { secret: randomBytes(32).toString('base64url') }
}
