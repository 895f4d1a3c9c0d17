import { isJsonObject } from '../jwt/decode-jwt.ts'
import type { Field } from './transcript.ts'

/** What stands in a transcript in place of a secret. */
export const mask = '••••••••'
const maximumBody = 8000

/** Members that are worth something to a thief, wherever they stand. */
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

/** Headers that say something about a login; the others only fill the page. */
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

/** Fields of a query, a form or headers, secrets masked. */
export function maskedFields(entries: Iterable<readonly [string, string]>): readonly Field[] {
  return [...entries].map(([name, value]) =>
    secretNames.has(name.toLowerCase())
      ? { name, value: maskedValue(name, value), masked: true }
      : { name, value: value.slice(0, maximumBody) },
  )
}

/** The headers that matter, `Location` without its query. */
export function maskedHeaders(headers: Headers): readonly Field[] {
  const entries = [...headers].filter(([name]) => telling.has(name))
  return maskedFields(
    entries.map(([name, value]) => [name, name === 'location' ? withoutQuery(value) : value]),
  )
}

/** The query of a URL as fields; empty for what is no URL. */
export function maskedQuery(url: string): readonly Field[] {
  return maskedFields(URL.parse(url, 'https://genkan.invalid')?.searchParams ?? [])
}

/** A body as text, the secret members of a JSON object masked. */
export function maskedBody(text: string): string {
  const value = parseJson(text)
  if (!isJsonObject(value)) return text.slice(0, maximumBody)
  const masked = Object.entries(value).map(([name, member]) => [
    name,
    secretNames.has(name) ? mask : member,
  ])
  return JSON.stringify(Object.fromEntries(masked), null, 2).slice(0, maximumBody)
}

/** A URL or path up to its query. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? ''
}

// The scheme of the credentials and the names of cookies are no secrets, and are what one looks for.
function maskedValue(name: string, value: string): string {
  const known = /^(?:Basic|Bearer) |^[\w-]+=/.exec(value)?.[0]
  return ['authorization', 'set-cookie'].includes(name.toLowerCase())
    ? `${known ?? ''}${mask}`
    : mask
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
