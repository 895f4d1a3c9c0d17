import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptedCodings } from '../http/content-coding.ts'
import type { BuiltFile, Representation } from './built-files.ts'

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
  const { content, etag, headers: own } = choose(file, request.headers['accept-encoding'])
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.writeHead(304, [...headers, ...own.notModified]).end()
    return
  }
  response.writeHead(200, [...headers, ...own.withContent])
  // Node leaves the content out where HEAD was asked.
  response.end(content, 'latin1')
}

/** The smallest form that the visitor takes; the plain one where it takes none of them. */
function choose({ representations }: BuiltFile, acceptEncoding = ''): Representation {
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
