import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptedCodings } from '../http/content-coding.ts'
import type { BuiltFile, Representation } from './built-files.ts'

// Astro puts a hash of the content into these names: the file behind a name never changes.
const forever = 'public, max-age=31536000, immutable'

/**
 * Sends a built file: GET and HEAD (RFC 9110, 9.3), content coding (12.5.3), `If-None-Match`
 * (13.1.2). A range is not looked at (14.2 leaves that to a server): the largest file is small.
 * @param headers names and values in turn, which every answer for this file carries
 */
export function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: BuiltFile,
  headers: readonly string[],
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, [...headers, 'Allow', 'GET, HEAD', 'Content-Length', '0']).end()
    return
  }
  const { coding, content, etag } = choose(file, String(request.headers['accept-encoding'] ?? ''))
  const validators = [
    ...headers,
    ...['ETag', etag, 'Cache-Control', cacheRule(file)],
    ...(file.representations.length > 1 ? ['Vary', 'Accept-Encoding'] : []),
  ]
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.writeHead(304, validators).end()
    return
  }
  const representation = ['Content-Type', file.contentType, 'Content-Length', `${content.length}`]
  if (coding !== 'identity') representation.push('Content-Encoding', coding)
  response.writeHead(200, [...validators, ...representation])
  // Node leaves the content out where HEAD was asked.
  response.end(content, 'latin1')
}

function cacheRule({ path }: BuiltFile): string {
  return path.startsWith('/_astro/') ? forever : 'no-cache'
}

/** The smallest form that the visitor takes; the plain one where it takes none of them. */
function choose({ representations }: BuiltFile, acceptEncoding: string): Representation {
  const accepted = acceptedCodings(acceptEncoding)
  const chosen =
    representations.find(({ coding }) => accepted.includes(coding)) ??
    representations.find(({ coding }) => coding === 'identity')
  if (!chosen) throw new Error('A built file has no plain form')
  return chosen
}

/** The weak comparison (RFC 9110, 8.8.3.2): a proxy that compressed may have made the tag weak. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
