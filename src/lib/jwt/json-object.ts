export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[]
export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** Tells an object of JSON from the other values. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
