import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { JsonObject } from '../lib/jwt/json-object.ts'
import type { RecordStore } from './record-store.ts'

/** Models that are revoked together with the grant they belong to. */
const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken'])

/** Runs work after the response to the current request. */
export type AfterResponse = (work: () => Promise<unknown>) => void

/** Storage adapter of `oidc-provider`: one kind of record per model. */
export class ProviderAdapter implements Adapter {
  readonly #store: RecordStore
  readonly #model: string
  readonly #afterResponse: AfterResponse

  constructor(store: RecordStore, model: string, afterResponse: AfterResponse) {
    this.#store = store
    this.#model = model
    this.#afterResponse = afterResponse
  }

  get #kind(): string {
    return `practice:${this.#model}`
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    await this.#store.put(this.#kind, id, payload as unknown as JsonObject, {
      ...(expiresIn === undefined ? {} : { ttl: expiresIn }),
      ...(typeof payload.uid === 'string' ? { alias: payload.uid } : {}),
      ...(grantable.has(this.#model) && payload.grantId ? { group: groupOf(payload.grantId) } : {}),
    })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return (await this.#store.get(this.#kind, id)) as AdapterPayload | undefined
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return (await this.#store.getByAlias(this.#kind, uid)) as AdapterPayload | undefined
  }

  /** Device codes are not offered. */
  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  /** @throws InvalidGrant where the code was consumed before, also by a concurrent request */
  async consume(id: string): Promise<void> {
    if (await this.#store.consume(this.#kind, id)) return
    throw new errors.InvalidGrant('already consumed')
  }

  async destroy(id: string): Promise<void> {
    // Deferred: the library destroys an interaction before it creates the code. A browser that got
    // no response must be able to repeat the request.
    if (this.#model === 'Interaction') {
      return this.#afterResponse(() => this.#store.delete(this.#kind, id))
    }
    await this.#store.delete(this.#kind, id)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#store.deleteGroup(groupOf(grantId))
  }
}

function groupOf(grantId: string): string {
  return `practice:grant:${grantId}`
}
