import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants, gzip } from 'node:zlib'
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

// Almost every page fits; a longer one gets a place of its own.
const place = Buffer.alloc(256 * 1024)

/**
 * Compresses a page while somebody waits. The least quality gives a twenty-fifth more bytes than
 * the next one, for two thirds of the time; the window holds a whole page. It takes a tenth of a
 * millisecond: to hand it to another thread and back costs half of that again.
 * @param utf8 a character for each byte
 * @param before bytes that come before it, in UTF-8
 * @param after bytes that come after it
 */
export function compressPage(
  utf8: string,
  before: Uint8Array = new Uint8Array(),
  after: Uint8Array = new Uint8Array(),
): CompressedPage {
  const length = before.length + utf8.length + after.length
  const bytes = length > place.length ? Buffer.alloc(length) : place
  bytes.set(before)
  bytes.write(utf8, before.length, 'latin1')
  bytes.set(after, before.length + utf8.length)
  return brotliCompressSync(bytes.subarray(0, length), options)
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
