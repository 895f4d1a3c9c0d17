import { fromBase64url } from '../base64url.ts'

/** Character range of one top-level member, name and value, in a Base64url part. */
export interface ClaimRange {
  readonly name: string
  /** Index of the first character. */
  readonly start: number
  /** Index after the last character. */
  readonly end: number
}

const utf8 = new TextDecoder()
const quote = 0x22
const backslash = 0x5c
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
const [comma, colon] = [0x2c, 0x3a]
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d])

/**
 * Finds the members of a Base64url-encoded JSON object, in their order. Ranges never overlap: the
 * comma between two members takes more than one character.
 * @param part header or payload of a JWT that `decodeJwt` accepts; of anything else, the members up
 * to the first error are returned
 */
export function claimRanges(part: string): readonly ClaimRange[] {
  const bytes = fromBase64url(part) ?? new Uint8Array()
  const ranges: ClaimRange[] = []
  let position = skipBlanks(bytes, 0)
  if (bytes[position] !== openBrace) return ranges
  do {
    const start = skipBlanks(bytes, position + 1)
    const afterName = endOfString(bytes, start)
    const colonAt = skipBlanks(bytes, afterName)
    if (bytes[start] !== quote || bytes[colonAt] !== colon) return ranges
    const end = endOfValue(bytes, skipBlanks(bytes, colonAt + 1))
    const name = nameIn(bytes.subarray(start, afterName))
    if (name === undefined) return ranges
    ranges.push({ name, ...characters(start, end) })
    position = skipBlanks(bytes, end)
  } while (bytes[position] === comma)
  return ranges
}

/** Four characters of Base64url hold three bytes (RFC 4648, 4). */
function characters(firstByte: number, afterLastByte: number) {
  return { start: Math.floor((firstByte * 4) / 3), end: Math.ceil((afterLastByte * 4) / 3) }
}

function nameIn(bytes: Uint8Array): string | undefined {
  try {
    return String(JSON.parse(utf8.decode(bytes)))
  } catch {
    return undefined
  }
}

function skipBlanks(bytes: Uint8Array, position: number): number {
  let next = position
  while (blanks.has(bytes[next] ?? -1)) next += 1
  return next
}

// Bytewise scanning is safe: in UTF-8, no byte of a non-ASCII character equals a quote or a brace.
function endOfString(bytes: Uint8Array, start: number): number {
  let next = start + 1
  while (next < bytes.length && bytes[next] !== quote) next += bytes[next] === backslash ? 2 : 1
  return Math.min(next + 1, bytes.length)
}

function endOfValue(bytes: Uint8Array, start: number): number {
  if (bytes[start] === quote) return endOfString(bytes, start)
  const nested = bytes[start] === openBrace || bytes[start] === openBracket
  return nested ? endOfNested(bytes, start) : endOfLiteral(bytes, start)
}

function endOfNested(bytes: Uint8Array, start: number): number {
  let depth = 0
  let next = start
  while (next < bytes.length) {
    const byte = bytes[next]
    if (byte === openBrace || byte === openBracket) depth += 1
    if (byte === closeBrace || byte === closeBracket) depth -= 1
    next = byte === quote ? endOfString(bytes, next) : next + 1
    if (depth === 0) break
  }
  return next
}

function endOfLiteral(bytes: Uint8Array, start: number): number {
  let next = start
  while (next < bytes.length && !isAfterLiteral(bytes[next])) next += 1
  return next
}

function isAfterLiteral(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || blanks.has(byte ?? -1)
}
