export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[]
export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** Whether a JSON value is an object, no array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
