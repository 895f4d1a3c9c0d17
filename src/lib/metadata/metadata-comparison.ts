import type { JsonObject, JsonValue } from '../jwt/json-object.ts'
import { visibleJson } from '../jwt/visible-json.ts'

/** Result of comparing a field of Google's document with the practice provider's. */
export const comparisons = ['same', 'differs', 'google_only', 'practice_only', 'neither'] as const
export type Comparison = (typeof comparisons)[number]

/** A changed field between two versions of a document; null where it is absent. */
export interface FieldChange {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** Formats a value for display: lists without brackets, text without quotes, null where absent. */
export function valueText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  if (Array.isArray(value)) return value.map((item) => valueText(item) ?? '').join(', ')
  return typeof value === 'string' ? visibleJson(value).slice(1, -1) : visibleJson(value)
}

/** Compares one field; the order of a list is ignored. */
export function compareField(
  google: JsonValue | undefined,
  practice: JsonValue | undefined,
): Comparison {
  if (google === undefined) return practice === undefined ? 'neither' : 'practice_only'
  if (practice === undefined) return 'google_only'
  return canonical(google) === canonical(practice) ? 'same' : 'differs'
}

/** Diff of two versions of a document, sorted by name. */
export function changedFields(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names
    .filter((name) => !['same', 'neither'].includes(compareField(before[name], after[name])))
    .map((name) => ({ name, before: valueText(before[name]), after: valueText(after[name]) }))
}

function canonical(value: JsonValue): string {
  return JSON.stringify(Array.isArray(value) ? value.map(canonical).sort() : value)
}
