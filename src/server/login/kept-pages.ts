import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { Answer, type HeaderField } from '../http/answer.ts'
import { acceptedCodings } from '../http/content-coding.ts'
import { readCookies } from '../http/cookies.ts'
import type { ReceivedRequest } from '../http/received-request.ts'
import type { Sessions } from './session.ts'

/** Bytes of all pages together, compressed: some two thousand of them. */
const mostBytes = 24 * 1024 * 1024
/**
 * Made while somebody waits, and sent once or twice. The least quality gives a twenty-fifth more
 * bytes than the next one, for two thirds of the time; the window holds a whole page.
 */
const fast = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 },
}

const decompress = promisify(brotliDecompress)
const compressWithGzip = promisify(gzip) as (content: Buffer) => Promise<Buffer>

/**
 * Pages about a session as they were rendered once, the demo page for one. It shows a login that is
 * over, so it stays the same until the session ends; to render it takes longer than the login did.
 */
export class KeptPages {
  readonly #pages = new LRUCache<string, Buffer>({
    maxSize: mostBytes,
    sizeCalculation: ({ length }) => length,
  })
  readonly #sessions: Sessions

  constructor(sessions: Sessions) {
    this.#sessions = sessions
  }

  /** The page that this session was shown before, as long as the session lives. */
  async find(request: ReceivedRequest, pathname: string): Promise<Answer | undefined> {
    if (request.method !== 'GET') return undefined
    const id = this.#sessions.idOf(readCookies(request))
    const page = id === undefined ? undefined : this.#pages.get(name(id, pathname))
    if (id === undefined || !page || !(await this.#sessions.get(id))) return undefined
    return answer(page, request)
  }

  /**
   * Keeps a page that was just rendered, and answers with it.
   * @param sessionId of the session that the page is about; without one, nothing is kept
   */
  async keep(
    request: ReceivedRequest,
    pathname: string,
    sessionId: string | undefined,
    rendered: Response,
  ): Promise<Answer> {
    if (rendered.status !== 200) return Answer.of(rendered)
    // A tenth of a millisecond: to hand it to another thread and back costs half of that again.
    const page = brotliCompressSync(await rendered.bytes(), fast)
    if (sessionId !== undefined) this.#pages.set(name(sessionId, pathname), page)
    return answer(page, request)
  }
}

const name = (sessionId: string, pathname: string) => `${sessionId} ${pathname.replace(/\/$/, '')}`

async function answer(page: Buffer, { headers }: ReceivedRequest): Promise<Answer> {
  const taken = acceptedCodings(headers.get('accept-encoding') ?? '')
  if (taken.includes('br')) return html(page, [['content-encoding', 'br']])
  const plain = await decompress(page)
  if (!taken.includes('gzip')) return html(plain)
  return html(await compressWithGzip(plain), [['content-encoding', 'gzip']])
}

function html(content: Buffer, coding: readonly HeaderField[] = []): Answer {
  const headers: readonly HeaderField[] = [
    ['content-type', 'text/html;charset=utf-8'],
    ['cache-control', 'no-store'],
    ['vary', 'accept-encoding'],
    ...coding,
  ]
  return new Answer(200, headers, content as Buffer<ArrayBuffer>)
}
