import type { JsonValue } from '../jwt/json-object.ts'
import type { CheckResult, IdTokenCheckName, Verdict } from './check-names.ts'

/** Section of the specification that asks for each check. */
const sources: Readonly<Record<IdTokenCheckName, string>> = {
  structure: 'RFC 7519, 7.2',
  algorithm: 'OIDC Core 3.1.3.7 (7)',
  signature: 'OIDC Core 3.1.3.7 (6)',
  issuer: 'OIDC Core 3.1.3.7 (2)',
  audience: 'OIDC Core 3.1.3.7 (3)',
  authorized_party: 'OIDC Core 3.1.3.7 (4, 5)',
  subject: 'OIDC Core 2',
  expiry: 'OIDC Core 3.1.3.7 (9)',
  issued_at: 'OIDC Core 3.1.3.7 (10)',
  nonce: 'OIDC Core 3.1.3.7 (11)',
  access_token_hash: 'OIDC Core 3.1.3.8',
}

export function compared(
  name: IdTokenCheckName,
  valid: boolean,
  expected: string,
  value: JsonValue | undefined,
): CheckResult {
  return result(name, valid ? 'pass' : 'fail', expected, asText(value))
}

export function notApplicable(name: IdTokenCheckName, expected: string): CheckResult {
  return result(name, 'not_applicable', expected, null)
}

export function result(
  name: IdTokenCheckName,
  verdict: Verdict,
  expected: string,
  found: string | null,
): CheckResult {
  return { name, source: sources[name], verdict, expected, found }
}

export function listed(texts: readonly string[]): string {
  const [only = ''] = texts
  return texts.length > 1 ? texts.join(', ') : only
}

/** A value of a token as text for the page, cut where an attacker made it long. */
function asText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
