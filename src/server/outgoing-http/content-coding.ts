import { promisify } from 'node:util'
import {
  brotliDecompress,
  constants,
  gunzip as gunzipCallback,
  inflate as inflateCallback,
  inflateRaw as inflateRawCallback,
} from 'node:zlib'

const gunzip = promisify(gunzipCallback)
const inflate = promisify(inflateCallback)
const inflateRaw = promisify(inflateRawCallback)
const brotli = promisify(brotliDecompress)

// What ends too early is read as far as it goes, as browsers do.
const finishFlush = constants.Z_SYNC_FLUSH
const codings = new Map<string, (body: Buffer, maxOutputLength: number) => Promise<Buffer>>([
  ['gzip', (body, maxOutputLength) => gunzip(body, { finishFlush, maxOutputLength })],
  ['x-gzip', (body, maxOutputLength) => gunzip(body, { finishFlush, maxOutputLength })],
  ['deflate', (body, maxOutputLength) => deflated(body)(body, { finishFlush, maxOutputLength })],
  [
    'br',
    (body, maxOutputLength) =>
      brotli(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
  ],
])
/** Codings one over the other; each is another round over all of the content. */
const maximumCodings = 5

/**
 * Undoes the codings of an answer's content (RFC 9110, 8.4). An unknown one is left as it is.
 * @param contentEncoding the header field
 * @param limit bytes of the content, and of each step on the way to it
 * @throws Error that {@link isTooLong} tells from those of faulty content
 */
export async function decodeContent(
  body: Buffer,
  contentEncoding: string,
  limit: number,
): Promise<Buffer> {
  const names = contentEncoding.toLowerCase().split(',')
  if (names.length > maximumCodings) throw new Error('too many content codings')
  const decoders = names.map((name) => codings.get(name.trim()))
  if (body.length === 0 || !decoders.every((decoder) => decoder !== undefined)) return body
  let content = body
  for (const decode of decoders.toReversed()) content = await decode(content, limit)
  return content
}

/** Whether decoding stopped because there was more than the limit. */
export function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

// RFC 9110, 8.4.1.2: it should be the zlib format, and some send the bare stream.
function deflated(body: Buffer): typeof inflate {
  const isZlib = ((body[0] ?? 0) & 0x0f) === 8
  return isZlib ? inflate : inflateRaw
}
