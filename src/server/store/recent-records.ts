import { LRUCache } from 'lru-cache'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../../practice/record-store.ts'

/** How many records of a kind are at hand, and for how many milliseconds. */
const mostAtHand = 100
const atHandFor = 60 * 1000

/**
 * Records of one kind that are written once and read again within moments, as a rule by the instance
 * that wrote them: it has them at hand for that long.
 */
export class RecentRecords<Value extends object> {
  readonly #store: RecordStore
  readonly #kind: string
  readonly #atHand = new LRUCache<string, Value>({ max: mostAtHand, ttl: atHandFor })

  constructor(store: RecordStore, kind: string) {
    this.#store = store
    this.#kind = kind
  }

  /** @param ttl seconds */
  async put(id: string, value: Value, ttl: number): Promise<void> {
    this.#atHand.set(id, value)
    await this.#store.put(this.#kind, id, value as JsonObject, { ttl })
  }

  /** The record, which stays at hand here where another instance deletes it. */
  async get(id: string): Promise<Value | undefined> {
    return this.#atHand.get(id) ?? this.#fetch(id)
  }

  /** The record, unless another instance deleted it or its time is over. */
  async getLiving(id: string): Promise<Value | undefined> {
    const atHand = this.#atHand.get(id)
    if (!atHand) return this.#fetch(id)
    return (await this.#store.has(this.#kind, id)) ? atHand : undefined
  }

  async delete(id: string): Promise<void> {
    this.#atHand.delete(id)
    await this.#store.delete(this.#kind, id)
  }

  async #fetch(id: string): Promise<Value | undefined> {
    const value = (await this.#store.get(this.#kind, id)) as Value | undefined
    if (value) this.#atHand.set(id, value)
    return value
  }
}
