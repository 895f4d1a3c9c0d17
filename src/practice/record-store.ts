import type { JsonObject } from '../lib/jwt/json-object.ts'

export interface RecordOptions {
  /** Seconds from now; without it the record stays until it is deleted. */
  readonly ttl?: number
  /** A second name by which the record is found, unique within its kind. */
  readonly alias?: string
  /** Records of one group can be deleted together. */
  readonly group?: string
}

export interface LargestGroup {
  /** How many records of the kind it has. */
  readonly size: number
  /** Those that expire first, soonest first. */
  readonly ids: readonly string[]
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
   * Compare-and-set: replaces the value of a record that still has the value that was read; atomic.
   * Its alias and group stay.
   * @param ttl seconds from now
   * @returns false where it has another value by now, or is gone
   */
  compareAndSet(
    kind: string,
    id: string,
    before: JsonObject,
    after: JsonObject,
    ttl: number,
  ): Promise<boolean>
  /**
   * Deletes a record that still has the value that was read; atomic.
   * @returns false where it has another value by now, or is gone
   */
  compareAndDelete(kind: string, id: string, before: JsonObject): Promise<boolean>
  /**
   * The group that has most records of a kind.
   * @param limit how many ids to return: those that expire first
   * @returns undefined where no record of the kind has a group
   */
  largestGroup(kind: string, limit: number): Promise<LargestGroup | undefined>
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
