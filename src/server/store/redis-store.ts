import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { LargestGroup, RecordOptions, RecordStore } from '../../practice/record-store.ts'
import type { RedisClient, RedisConnection } from './redis-connection.ts'
import { parseRecord } from './record-json.ts'
import * as scripts from './redis-scripts.ts'
import { StoreUnavailable, noteOutage } from './store-outage.ts'

/** Prefix of every key: other programs may use the same Redis. */
export const keyPrefix = 'genkan:'

type Found = readonly (string | null | undefined)[]

/**
 * Keeps the records in Redis or Valkey, shared by all instances of a site. Redis expires them. All
 * operations reject with {@link StoreUnavailable} while it is unavailable.
 */
export class RedisStore implements RecordStore {
  readonly #redis: RedisConnection
  readonly #now: () => number

  /** @param now milliseconds since 1970 */
  constructor(redis: RedisConnection, now: () => number) {
    this.#redis = redis
    this.#now = now
  }

  async get(kind: string, id: string): Promise<JsonObject | undefined> {
    const key = recordKey(kind, id)
    return this.#run(async (client) =>
      readRecord(await client.hmGet(key, ['value', 'consumed']), kind),
    )
  }

  async getByAlias(kind: string, alias: string): Promise<JsonObject | undefined> {
    const keys = [aliasKey(kind, alias)]
    return this.#run(async (client) =>
      readRecord((await client.eval(scripts.readByAlias, { keys })) as Found | null, kind),
    )
  }

  async put(kind: string, id: string, value: JsonObject, options?: RecordOptions): Promise<void> {
    await this.#write(kind, id, value, options)
  }

  async putIfAbsent(
    kind: string,
    id: string,
    value: JsonObject,
    options?: RecordOptions,
  ): Promise<boolean> {
    return this.#write(kind, id, value, options, '1')
  }

  async compareAndSet(
    kind: string,
    id: string,
    before: JsonObject,
    after: JsonObject,
    ttl: number,
  ): Promise<boolean> {
    const values = [JSON.stringify(before), JSON.stringify(after), `${Math.ceil(ttl * 1000)}`]
    const keys = [recordKey(kind, id), indexKey(kind)]
    const written = await this.#script(scripts.compareAndSet, keys, values)
    this.#redis.wrote()
    return written === 1
  }

  async compareAndDelete(kind: string, id: string, before: JsonObject): Promise<boolean> {
    const values = [JSON.stringify(before)]
    return (await this.#script(scripts.compareAndDelete, [recordKey(kind, id)], values)) === 1
  }

  async largestGroup(kind: string, limit: number): Promise<LargestGroup | undefined> {
    const found = await this.#script(scripts.largestGroup, [indexKey(kind)], [`${limit}`])
    const [size, ...records] = found as readonly [number, ...string[]]
    const ids = records.map((record) => record.slice(indexKey(kind).length + 1))
    return size === 0 ? undefined : { size, ids }
  }

  async consume(kind: string, id: string): Promise<boolean> {
    const seconds = `${Math.floor(this.#now() / 1000)}`
    return (await this.#script(scripts.consume, [recordKey(kind, id)], [seconds])) === 1
  }

  async count(kind: string): Promise<number> {
    return Number(await this.#script(scripts.count, [indexKey(kind)]))
  }

  async delete(kind: string, id: string): Promise<void> {
    await this.#script(scripts.remove, [recordKey(kind, id)])
  }

  async deleteGroup(group: string): Promise<void> {
    await this.#script(scripts.removeGroup, [groupKey(group)])
  }

  async close(): Promise<void> {
    this.#redis.close()
  }

  async #write(
    kind: string,
    id: string,
    value: JsonObject,
    { ttl, alias, group }: RecordOptions = {},
    ifAbsent = '',
  ): Promise<boolean> {
    const { consumed = null } = value
    const written = await this.#script(
      scripts.write,
      [recordKey(kind, id), indexKey(kind)],
      [
        JSON.stringify(value),
        consumed === null ? '' : JSON.stringify(consumed),
        ttl === undefined ? '' : `${Math.ceil(ttl * 1000)}`,
        alias === undefined ? '' : aliasKey(kind, alias),
        group === undefined ? '' : groupKey(group),
        ifAbsent,
      ],
    )
    this.#redis.wrote()
    return written === 1
  }

  #script(script: string, keys: string[], values: string[] = []): Promise<unknown> {
    return this.#run((client) => client.eval(script, { keys, arguments: values }))
  }

  async #run<Result>(command: (client: RedisClient) => Promise<Result>): Promise<Result> {
    try {
      return await this.#redis.run(command)
    } catch (error) {
      if (error instanceof StoreUnavailable) noteOutage()
      throw error
    }
  }
}

// An id may hold any character; an encoded kind has no slash, so no two records share a key.
const recordKey = (kind: string, id: string) => `${indexKey(kind)}/${id}`
const indexKey = (kind: string) => `${keyPrefix}record/${encodeURIComponent(kind)}`
const aliasKey = (kind: string, alias: string) =>
  `${keyPrefix}alias/${encodeURIComponent(kind)}/${alias}`
const groupKey = (group: string) => `${keyPrefix}group/${group}`

function readRecord(found: Found | null, kind: string): JsonObject | undefined {
  const [value, consumed] = found ?? []
  if (typeof value !== 'string') return undefined
  const record = parseRecord(value, kind)
  if (typeof consumed !== 'string') return record
  return { ...record, ...parseRecord(`{"consumed":${consumed}}`, kind) }
}
