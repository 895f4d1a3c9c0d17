import type { Field } from './transcript.ts'

/** Replacement for a secret in a transcript. */
export const mask = '••••••••'
const maximumBody = 8000

/** Names of secrets: parameters, JSON members and headers. */
const secretNames = new Set([
  'access_token',
  'authorization',
  'client_secret',
  'code',
  'code_verifier',
  'cookie',
  'id_token',
  'id_token_hint',
  'refresh_token',
  'set-cookie',
])

/** Allowlist of headers that matter for a login. */
const telling = new Set([
  'accept',
  'authorization',
  'cache-control',
  'content-type',
  'cookie',
  'location',
  'origin',
  'retry-after',
  'sec-fetch-site',
  'set-cookie',
  'user-agent',
  'www-authenticate',
])

/** The part of a secret header that stays visible: authentication scheme, cookie name. */
const telltale = new Map([
  ['authorization', /^(?:Basic|Bearer) /],
  ['set-cookie', /^[\w-]+=/],
])

/** Fields of a query, a form or headers, secrets masked. */
export function maskedFields(entries: Iterable<readonly [string, string]>): readonly Field[] {
  return Array.from(entries, maskedField)
}

function maskedField([name, value]: readonly [string, string]): Field {
  return isSecret(name)
    ? { name, value: maskedValue(name, value), masked: true }
    : { name, value: value.slice(0, maximumBody) }
}

/**
 * The headers that matter, in the order of their names, `Location` without its query.
 * @param headers names in lower case
 */
export function maskedHeaders(
  headers: Iterable<readonly [name: string, value: string]>,
): readonly Field[] {
  const fields: Field[] = []
  for (const [name, value] of headers) {
    if (!telling.has(name)) continue
    fields.push(maskedField([name, name === 'location' ? withoutQuery(value) : value]))
  }
  return fields.sort(byName)
}

function byName({ name }: Field, { name: other }: Field): number {
  return name < other ? -1 : Number(name > other)
}

/** The query of a URL as fields, secrets masked; empty for an invalid URL. */
export function maskedQuery(url: string): readonly Field[] {
  if (!url.includes('?')) return []
  return maskedFields(URL.parse(url, 'https://genkan.invalid')?.searchParams ?? [])
}

/**
 * A body as text. JSON: secret members masked at every level; other text that names a secret: all
 * of it.
 */
export function maskedBody(text: string): string {
  const masked = /^\s*[[{]/.test(text) ? maskedJson(text) : undefined
  return (masked ?? (namesSecret(text) ? mask : text)).slice(0, maximumBody)
}

/** A URL or path up to its query. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}

function maskedValue(name: string, value: string): string {
  const known = telltale.get(name.toLowerCase())?.exec(value)?.[0]
  return `${known ?? ''}${mask}`
}

/** @returns undefined for invalid JSON, or JSON nested too deep to be serialized */
function maskedJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value, maskedMember, 2)
  } catch {
    return undefined
  }
}

function maskedMember(name: string, member: unknown): unknown {
  return isSecret(name) ? mask : member
}

function namesSecret(text: string): boolean {
  const lower = text.toLowerCase()
  return [...secretNames].some((name) => lower.includes(name))
}

function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase())
}
