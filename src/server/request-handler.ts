import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'
import { type Eventually, whenThere } from '../lib/promises/eventually.ts'
import type { Site } from './create-site.ts'
import { answerFile } from './files/answer-file.ts'
import type { BuiltFile, BuiltFiles } from './files/built-files.ts'
import { needsNoPage } from './front-door.ts'
import { Answer, type HeaderField } from './http/answer.ts'
import { answering } from './http/after-answer.ts'
import type { AnswerHeaders } from './http/answer-headers.ts'
import { clientAddress, clientAddressHeader } from './http/client-address.ts'
import { prepare, receive, send } from './http/node-messages.ts'
import { readBody, refuseBody } from './http/request-body.ts'
import type { RequestLog } from './http/request-log.ts'
import { pathOf, wellFormed } from './http/request-target.ts'

const requestId = 'X-Request-Id'

/** A path that stands in a URL as it is. */
const plainPath = /^(?:\/[\w-]+)+\/?$/

/** Of brotli, for what is made while somebody waits. */
const quality = 2

/** Renders a page on demand; `locals` are those of Astro. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: undefined,
  locals: object,
) => void

/** Renders a page and compresses it. */
type Render = (request: IncomingMessage, response: ServerResponse, locals: object) => void

/** What the built site consists of. */
export interface BuiltSite {
  readonly site: Site
  readonly files: BuiltFiles
  readonly headers: AnswerHeaders
  readonly log: RequestLog
  readonly renderPage: PageHandler
}

/** Answers every request to the production server: built files, the login's steps, other pages. */
export function requestHandler(built: BuiltSite): RequestListener {
  const compress = compression({
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: quality } },
  })
  const render: Render = (request, response, locals) =>
    compress(request as never, response as never, () =>
      built.renderPage(request, response, undefined, locals),
    )
  return (request, response) => {
    const id = built.log.begin(request, response)
    request.url = wellFormed(request.url ?? '/')
    const path = pathOf(request.url)
    const exchange = { request, response, id, path, file: built.files.find(path) }
    try {
      const answering = answer(exchange, built, render)
      if (answering instanceof Promise) answering.catch(fail)
    } catch (error) {
      fail(error)
    }

    function fail(error: unknown): void {
      built.log.fault(request, error)
      response.destroy()
    }
  }
}

/** A request and its answer. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly id: string
  readonly path: string
  /** The built file at this path. */
  readonly file: BuiltFile | undefined
}

/** At once where there is nothing to wait for: a promise costs as much as the lookup. */
function answer(exchange: Exchange, built: BuiltSite, render: Render): Eventually<void> {
  const { request, response, id, file } = exchange
  if (!file || announcesBody(request)) return answerOther(exchange, built, render)
  return whenThere(built.headers.ofFile(file.path), (list) =>
    answerFile(request, response, file, [...list, requestId, id]),
  )
}

/** Answers what is no request for a built file alone. */
async function answerOther(exchange: Exchange, built: BuiltSite, render: Render): Promise<void> {
  const { request, response, id, path, file } = exchange
  const { headers } = built
  const common: readonly HeaderField[] = [
    [requestId, id],
    // What is made for one visitor is nobody else's; a page may still say otherwise.
    ['Cache-Control', 'no-store'],
    ...(await headers.of(file?.path ?? path)),
  ]
  const body = await readBody(request)
  if (body === 'cut off') return
  // The web's own Request refuses the method TRACE.
  if (body === 'read' && !file && request.method !== 'TRACE') {
    return answerVisitor(exchange, common, built, render)
  }
  prepare(response, common)
  if (body === 'too large') return refuseBody(response)
  if (request.method === 'TRACE') return void response.writeHead(405, { 'Content-Length': 0 }).end()
  if (file) return answerFile(request, response, file, await headers.ofFile(file.path))
}

/** @param common headers that every answer carries */
async function answerVisitor(
  { request, response, path }: Exchange,
  common: readonly HeaderField[],
  { site, log }: BuiltSite,
  render: Render,
): Promise<void> {
  nameVisitor(request, site)
  const outcome = needsNoPage(path)
    ? await answering(response, () => atDoor(request, path, site, log))
    : null
  if (outcome instanceof Response) return send(await Answer.of(outcome), response, common)
  if (outcome && Answer.is(outcome)) return send(outcome, response, common)
  prepare(response, common)
  if (outcome) showInstead(request, outcome.page)
  answering(response, () => render(request, response, outcome?.locals ?? {}))
}

/**
 * What the front door says; null where the router has to read the path first.
 * A fault of ours ends in the page that says so; what is to be mended is in the log.
 */
async function atDoor(request: IncomingMessage, path: string, site: Site, log: RequestLog) {
  try {
    const received = receive(request, site.environment.siteUrl)
    // A URL is read without dot segments and fragments: what is counted must be what is reached.
    if (!plainPath.test(path) && new URL(received.url).pathname !== path) return null
    return await site.openDoor(received, path, async () => null)
  } catch (error) {
    log.fault(request, error)
    return { page: '/500/', locals: {} } as const
  }
}

/** A body that nobody reads would be taken in to its end all the same. */
function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

// Only this server can say where a request came from: what a visitor wrote there is gone.
function nameVisitor(request: IncomingMessage, { environment }: Site): void {
  const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const peer = request.socket.remoteAddress ?? ''
  const address = clientAddress(peer, forwardedFor, environment.trustedProxies)
  request.headers[clientAddressHeader] = address
}

/** The page is loaded in place of what was asked for: its form has had its effect, or none. */
function showInstead(request: IncomingMessage & { body?: Buffer }, page: string): void {
  request.url = page
  request.method = 'GET'
  delete request.body
}
