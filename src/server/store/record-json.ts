import { type JsonObject, type JsonValue, isJsonObject } from '../../lib/jwt/json-object.ts'
import { StoreUnavailable } from './store-outage.ts'

/**
 * Parses the value of a record.
 * @param kind of the record, for the message, which leaves out the value: it may be secret
 * @throws StoreUnavailable where the value is no JSON object
 */
export function parseRecord(text: string, kind: string): JsonObject {
  const value = parsed(text)
  if (isJsonObject(value)) return value
  throw new StoreUnavailable(`damaged record of the kind ${kind}: its value is no JSON object`)
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
