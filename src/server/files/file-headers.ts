import type { Coding } from '../http/content-coding.ts'

// Astro puts a hash of the content into these names: the file behind a name never changes.
const forever = 'public, max-age=31536000, immutable'

/** Header fields of one form of a file: names and values in turn, as `writeHead` takes them. */
export interface FileHeaders {
  /** With the content (RFC 9110, 15.3.1). */
  readonly withContent: readonly string[]
  /** Where the visitor has the content already (RFC 9110, 15.4.5). */
  readonly notModified: readonly string[]
}

/** What is told of one form of a file. */
interface Form {
  /** Path at which the file is. */
  readonly path: string
  readonly contentType: string
  readonly coding: Coding
  /** Of the content, in bytes. */
  readonly length: number
  readonly etag: string
  /** Whether the file has other forms too. */
  readonly isOneOfSeveral: boolean
}

/** Made once for each form, not for each request. */
export function fileHeaders(form: Form): FileHeaders {
  const { path, contentType, coding, length, etag, isOneOfSeveral } = form
  const cacheRule = path.startsWith('/_astro/') ? forever : 'no-cache'
  const notModified = [
    ...['ETag', etag, 'Cache-Control', cacheRule],
    ...(isOneOfSeveral ? ['Vary', 'Accept-Encoding'] : []),
  ]
  const withContent = [
    ...notModified,
    ...['Content-Type', contentType, 'Content-Length', `${length}`],
    ...(coding === 'identity' ? [] : ['Content-Encoding', coding]),
  ]
  return { withContent, notModified }
}
