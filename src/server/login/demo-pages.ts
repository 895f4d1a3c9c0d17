import { LRUCache } from 'lru-cache'
import { type Language, languageOfPath } from '../../lib/i18n/languages.ts'
import { loginPlace } from '../../lib/login/login-place.ts'
import { toUtf8 } from '../../lib/text/utf8.ts'
import type { Answer } from '../http/answer.ts'
import { type CompressedPage, answerPage, compressPage } from '../http/compressed-page.ts'
import { readCookies } from '../http/cookies.ts'
import type { ReceivedRequest } from '../http/received-request.ts'
import { type DemoWriter, demoWriter } from './demo-writer.ts'
import type { Sessions } from './session.ts'

/** Bytes of all pages together, compressed: some two thousand of them. */
const mostBytes = 24 * 1024 * 1024

/**
 * The demo page, made of what is the same for everybody, rendered once, and what is said of a
 * login. That is written once as well: the login is over, so it stays the same until the session
 * ends.
 */
export class DemoPages {
  readonly #sessions: Sessions
  /** By the session's id and the language. */
  readonly #kept = new LRUCache<string, CompressedPage>({
    maxSize: mostBytes,
    sizeCalculation: ({ buffer }) => buffer.byteLength,
  })
  readonly #signedOut = new Map<Language, CompressedPage>()
  readonly #frames = new Map<Language, readonly [before: Uint8Array, after: Uint8Array]>()

  constructor(sessions: Sessions) {
    this.#sessions = sessions
  }

  /**
   * The page for whoever asks.
   * @param pathname that of the page in one of the languages
   * @returns null where somebody else has to render it: it is asked for otherwise than by GET, or
   *   Astro's entry is not loaded
   */
  async answer(request: ReceivedRequest, pathname: string): Promise<Answer | null> {
    const writer = demoWriter()
    if (!writer || request.method !== 'GET') return null
    const language = languageOfPath(pathname)
    const page =
      (await this.#ofLogin(request, language, writer)) ?? (await this.#forNobody(language, writer))
    return answerPage(page, request)
  }

  async #ofLogin(
    request: ReceivedRequest,
    language: Language,
    writer: DemoWriter,
  ): Promise<CompressedPage | undefined> {
    const id = await this.#sessions.idOf(readCookies(request))
    // Whether it still lives, the store alone knows.
    const session = id === undefined ? undefined : await this.#sessions.get(id)
    if (id === undefined || !session) return undefined
    const name = `${id} ${language}`
    const kept = this.#kept.get(name)
    if (kept) return kept
    const record = { ...session, transcript: await this.#sessions.transcriptOf(id) }
    const [before, after] = await this.#frame(language, writer)
    const page = compressPage(writer.writeLogin(language, record).utf8, before, after)
    this.#kept.set(name, page)
    return page
  }

  async #forNobody(language: Language, writer: DemoWriter): Promise<CompressedPage> {
    const known = this.#signedOut.get(language)
    if (known) return known
    const page = compressPage(toUtf8(await textOf(await writer.renderPage(language, 'signed-out'))))
    this.#signedOut.set(language, page)
    return page
  }

  async #frame(language: Language, writer: DemoWriter): Promise<readonly [Uint8Array, Uint8Array]> {
    const known = this.#frames.get(language)
    if (known) return known
    const html = await textOf(await writer.renderPage(language, 'login-place'))
    const [before, after, ...more] = html.split(loginPlace.toString())
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`The demo page has not one place for a login: ${loginPlace.toString()}`)
    }
    const frame = [Buffer.from(before), Buffer.from(after)] as const
    this.#frames.set(language, frame)
    return frame
  }
}

function textOf(rendered: Response): Promise<string> {
  if (rendered.status === 200) return rendered.text()
  throw new Error(`The demo page was rendered with status ${rendered.status}`)
}
