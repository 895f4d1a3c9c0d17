import type { JsonValue } from '../jwt/json-object.ts'
import type { CheckResult } from './check-names.ts'

/** What one check found, without the check's name and source. */
export type Comparison = Omit<CheckResult, 'name' | 'source'>

/** `pass` or `fail`, with the value of the token as text. */
export function compared(
  valid: boolean,
  expected: string,
  value: JsonValue | undefined,
): Comparison {
  return { verdict: valid ? 'pass' : 'fail', expected, found: asText(value) }
}

export function notApplicable(expected: string): Comparison {
  return { verdict: 'not_applicable', expected, found: null }
}

/** Truncated, because an attacker chooses the length. */
function asText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
