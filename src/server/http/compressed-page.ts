import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants, gzip } from 'node:zlib'
import type { Html } from '../../lib/html/html.ts'
import { Answer, type HeaderField } from './answer.ts'
import { acceptedCodings } from './content-coding.ts'
import type { ReceivedRequest } from './received-request.ts'

/** A page in brotli. */
export type CompressedPage = Buffer

const decompress = promisify(brotliDecompress)
const compressWithGzip = promisify(gzip) as (content: Buffer) => Promise<Buffer>

const options = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 },
  // A page fits in, and is not kept in much more memory than it fills.
  chunkSize: 12 * 1024,
}

/** Bytes of a code unit of a string in UTF-8, at most. */
const mostBytes = 3
// Almost every page fits; a longer one gets a place of its own.
const place = Buffer.alloc(256 * 1024)

/**
 * Compresses a page while somebody waits. The least quality gives a twenty-fifth more bytes than
 * the next one, for two thirds of the time; the window holds a whole page. It takes a tenth of a
 * millisecond: to hand it to another thread and back costs half of that again.
 * @param content a text, or what a template has written
 * @param before bytes that come before it, in UTF-8
 * @param after bytes that come after it
 */
export function compressPage(
  content: string | Html,
  before: Uint8Array = new Uint8Array(),
  after: Uint8Array = new Uint8Array(),
): CompressedPage {
  const isText = typeof content === 'string'
  const most =
    before.length + (isText ? content.length * mostBytes : content.utf8.length) + after.length
  const bytes = most > place.length ? Buffer.alloc(most) : place
  bytes.set(before)
  const written = isText
    ? bytes.write(content, before.length)
    : bytes.write(content.utf8, before.length, 'latin1')
  bytes.set(after, before.length + written)
  return brotliCompressSync(bytes.subarray(0, before.length + written + after.length), options)
}

/** The answer with a page about one visitor, in a coding that the visitor takes. */
export async function answerPage(
  page: CompressedPage,
  { headers }: ReceivedRequest,
): Promise<Answer> {
  const taken = acceptedCodings(headers.get('accept-encoding') ?? '')
  if (taken.includes('br')) return answer(page, [['content-encoding', 'br']])
  const plain = await decompress(page)
  if (!taken.includes('gzip')) return answer(plain)
  return answer(await compressWithGzip(plain), [['content-encoding', 'gzip']])
}

function answer(content: Buffer, coding: readonly HeaderField[] = []): Answer {
  const headers: readonly HeaderField[] = [
    ['content-type', 'text/html;charset=utf-8'],
    ['cache-control', 'no-store'],
    ['vary', 'accept-encoding'],
    ...coding,
  ]
  return new Answer(200, headers, content as Buffer<ArrayBuffer>)
}
