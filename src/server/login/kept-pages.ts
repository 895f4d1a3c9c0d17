import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { readCookies } from '../http/cookies.ts'
import { acceptedCodings } from '../http/content-coding.ts'
import type { Sessions } from './session.ts'

/** Bytes of all pages together, compressed: some two thousand of them. */
const mostBytes = 24 * 1024 * 1024
/** Made while somebody waits, and sent once or twice. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }

const compress = promisify(brotliCompress)
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
  async find(request: Request, pathname: string): Promise<Response | undefined> {
    if (request.method !== 'GET') return undefined
    const cookies = readCookies(request)
    const id = await this.#sessions.idOf(cookies)
    const page = id === undefined ? undefined : this.#pages.get(name(id, pathname))
    if (!page || !(await this.#sessions.find(cookies))) return undefined
    return answer(page, request)
  }

  /**
   * Keeps a page that was just rendered.
   * @param sessionId of the session that the page is about
   */
  async keep(
    request: Request,
    pathname: string,
    sessionId: string,
    rendered: Response,
  ): Promise<Response> {
    if (rendered.status !== 200) return rendered
    const page = await compress(await rendered.arrayBuffer(), quality)
    this.#pages.set(name(sessionId, pathname), page)
    return answer(page, request)
  }
}

const name = (sessionId: string, pathname: string) => `${sessionId} ${pathname.replace(/\/$/, '')}`

async function answer(page: Buffer, request: Request): Promise<Response> {
  const headers = {
    'content-type': 'text/html;charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
  }
  const taken = acceptedCodings(request.headers.get('accept-encoding') ?? '')
  if (taken.includes('br')) return encoded(page, { ...headers, 'content-encoding': 'br' })
  const plain = await decompress(page)
  if (!taken.includes('gzip')) return encoded(plain, headers)
  return encoded(await compressWithGzip(plain), { ...headers, 'content-encoding': 'gzip' })
}

const encoded = (bytes: Buffer, headers: Record<string, string>) =>
  new Response(new Uint8Array(bytes), { headers })
