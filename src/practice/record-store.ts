import type { JsonObject } from '../lib/jwt/json-object.ts'

export interface RecordOptions {
  /** Seconds from now; without it the record stays until it is deleted. */
  readonly ttl?: number
  /** A second name by which the record is found, unique within its kind. */
  readonly alias?: string
  /** Records of one group can be deleted together. */
  readonly group?: string
}

/** A record with its value. */
export interface NamedRecord {
  readonly kind: string
  readonly id: string
  readonly value: JsonObject
}

/**
 * Persistent key-value store: JSON objects under a kind and an id. An expired record counts as
 * absent.
 */
export interface RecordStore {
  get(kind: string, id: string): Promise<JsonObject | undefined>
  getByAlias(kind: string, alias: string): Promise<JsonObject | undefined>
  put(kind: string, id: string, value: JsonObject, options?: RecordOptions): Promise<void>
  /**
   * Writes only where no such record is; atomic.
   * @returns whether it was written
   */
  putIfAbsent(
    kind: string,
    id: string,
    value: JsonObject,
    options?: RecordOptions,
  ): Promise<boolean>
  /**
   * Marks a record as consumed by setting its member `consumed` to the time (seconds since 1970);
   * atomic.
   * @returns false where it was consumed before or is not there
   */
  consume(kind: string, id: string): Promise<boolean>
  /** How many records of a kind there are; those just expired may be counted. */
  count(kind: string): Promise<number>
  delete(kind: string, id: string): Promise<void>
  deleteGroup(group: string): Promise<void>
  close(): Promise<void>
}
