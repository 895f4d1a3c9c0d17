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

const encoder = new TextEncoder()
/** Bytes of a code unit of a string, at most (Encoding, `encodeInto`). */
const mostBytes = 3
// Almost every page fits; a longer one gets a place of its own.
const place = new Uint8Array(256 * 1024)

/**
 * Compresses a page while somebody waits. The least quality gives a twenty-fifth more bytes than
 * the next one, for two thirds of the time; the window holds a whole page. It takes a tenth of a
 * millisecond: to hand it to another thread and back costs half of that again.
 * @param before bytes that come before the text, in UTF-8
 * @param after bytes that come after it
 */
export function compressPage(
  text: string,
  before: Uint8Array = new Uint8Array(),
  after: Uint8Array = new Uint8Array(),
): CompressedPage {
  const most = before.length + text.length * mostBytes + after.length
  const bytes = most > place.length ? new Uint8Array(most) : place
  bytes.set(before)
  const { written } = encoder.encodeInto(text, bytes.subarray(before.length))
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
