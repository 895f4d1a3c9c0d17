import { existsSync } from 'node:fs'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { Socket } from 'node:net'
import { constants } from 'node:zlib'
import compression from 'compression'
import { limitAnswer } from './server/http/answer-limits.ts'
import { answerPlainly, answerUnreadable, protocolAnswer } from './server/http/plain-answer.ts'
import { readBody, refuseBody } from './server/http/request-body.ts'
import { RequestLog } from './server/http/request-log.ts'
import { namesAction, originForm, pathOf, wellFormed } from './server/http/request-target.ts'
import { fileHeaders, responseHeaders } from './server/http/response-headers.ts'
import { StaticFiles } from './server/http/static-files.ts'

/** Graceful shutdown: milliseconds from a signal to the end, for open requests and the log. */
const grace = 10_000
/** Of these, milliseconds for a log output that takes no more. */
const logPatience = 1_000
/** Time-outs in milliseconds: for the headers, and for the whole request. */
const timeLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
}
const serverOptions = {
  ...timeLimits,
  // Node's own answer would lack the security headers.
  requireHostHeader: false,
  // No stream for a body that was not announced: a tenth of the work of a built file.
  optimizeEmptyRequests: true,
}
/** Time-outs in milliseconds for a client that takes none of an answer, or not the whole. */
const answerLimits = { stalled: 15_000, whole: 60_000 }
const built = new URL('../dist/', import.meta.url)

const { handler, getSite, ConfigurationError } = await loadEntry()
const site = await getSite().catch(exit)
const { environment } = site
const publicHost = new URL(environment.siteUrl).host
const files = await StaticFiles.load(new URL('client/', built)).catch(exit)
const requestLog = new RequestLog(site.log)
const compress = compression({
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } },
  // Pages: of anything else the few bytes saved are not worth a compressor.
  filter: (_request, response) => /html/.test(String(response.getHeader('content-type'))),
})

const server = createServer(serverOptions, handle)
server.setTimeout(answerLimits.stalled)
server.on('checkExpectation', handle)
server.on('clientError', (error, socket) => {
  answerUnreadable(error, socket as Socket, responseHeaders('/', environment))
})
server.on('error', (error: NodeJS.ErrnoException) => {
  // Once it listens: a connection could not be accepted.
  if (server.listening) site.log.error({ code: error.code }, 'connection lost')
  else exit(listenError(error))
})
server.listen(environment.port, environment.host, announce)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

function handle(request: IncomingMessage, response: ServerResponse): void {
  respond(request, response).catch((error: unknown) => {
    site.log.error({ stack: error instanceof Error ? error.stack : String(error) }, 'fault')
    response.destroy()
  })
}

/** Handles every request: log, security headers, body limit, static files, Astro. */
async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host } = request.headers
  request.url = wellFormed(originForm(request.url ?? '/', [publicHost, host]))
  response.setHeader('X-Request-Id', requestLog.begin(request, response))
  limitAnswer(response, answerLimits.whole)
  const path = pathOf(request.url)
  const file = files.find(path)
  const headers = file ? fileHeaders(file.path, environment) : responseHeaders(path, environment)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
  const answer = protocolAnswer(request)
  if (answer) return answerPlainly(response, answer)
  // A target that is no path would become part of the host: `x@evil`.
  if (!request.url.startsWith('/')) request.url = `/${request.url}`
  // From here on the host is ours: the client can write anything into its header.
  request.headers.host = publicHost
  const body = await readBody(request)
  if (body === 'cut off') return
  if (body === 'too large') return refuseBody(response)
  if (file) return files.serve(request, response, file)
  // There are no actions: below `/_` nothing is found, and the query is gone.
  if (request.method === 'POST' && namesAction(request.url)) request.url = '/_actions/'
  // The constructor of `Request` throws for TRACE. Under a name that no route takes it gets 405.
  if (request.method === 'TRACE') request.method = 'X-TRACE'
  const locals: Pick<App.Locals, 'whenSent'> = {
    whenSent: (run) => {
      response.once('finish', () => {
        // 503 asks the client to retry: consume nothing.
        if (response.statusCode !== 503) run()
      })
    },
  }
  compress(
    request as never,
    response as never,
    () => void handler(request, response, undefined, locals),
  )
}

/** The bundle that Astro built, typed as its source. Exits where it isn't built yet. */
async function loadEntry(): Promise<typeof import('./server-entry.ts')> {
  const entry = new URL('server/entry.mjs', built)
  if (existsSync(entry)) return import(entry.href)
  console.error('The site is not built yet: run npm start, or npm run build')
  process.exit(1)
}

function announce(): void {
  const lines = [
    `Genkan is at ${environment.siteUrl}`,
    `  log in with: ${[...site.connections.values()].map(({ provider }) => provider.name).join(', ')}`,
    `  data is in:  ${site.dataPlace}`,
  ]
  if (site.madeCookieSecret) {
    lines.push('  COOKIE_SECRET is not set: one was made and is kept with the data')
  }
  console.log([...lines, ...site.storeWarnings].join('\n'))
}

function listenError(error: NodeJS.ErrnoException): Error {
  const { host, port } = environment
  if (error.code === 'EADDRINUSE') {
    return new ConfigurationError(
      `PORT: ${port} is in use; stop what uses it, or start with another one: PORT=${port + 1} npm start`,
    )
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EACCES'].includes(error.code ?? '')) {
    return new ConfigurationError(`HOST, PORT: cannot listen at ${host}:${port} (${error.code})`)
  }
  return error
}

/** Ends the start: an error that its reader can remedy is one line. */
function exit(error: unknown): never {
  console.error(error instanceof ConfigurationError ? error.message : error)
  process.exit(1)
}

function stop(): void {
  // Ctrl-C arrives twice: from the terminal and from npm.
  if (!server.listening) return
  site.stopListening()
  setTimeout(() => void end(), grace - logPatience).unref()
  // Keep-alive connections get one more response, then close.
  server.prependListener('request', (_request, response) => (response.shouldKeepAlive = false))
  setInterval(() => server.closeIdleConnections(), 100).unref()
  server.close(() => void site.store.close().finally(() => end()))
  server.closeIdleConnections()
}

async function end(): Promise<void> {
  if (await site.closeLog(logPatience)) process.exit(0)
  // A write of the log that blocks would hold `process.exit` for as long.
  process.kill(process.pid, 'SIGKILL')
}
