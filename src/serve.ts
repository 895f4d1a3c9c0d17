import { existsSync } from 'node:fs'
import { type RequestListener, createServer } from 'node:http'
import { ConfigurationError } from './server/environment.ts'
import { BuiltFiles } from './server/files/built-files.ts'
import { AnswerHeaders } from './server/http/answer-headers.ts'
import { RequestLog } from './server/http/request-log.ts'
import { type PageHandler, requestHandler } from './server/request-handler.ts'
import { getSite } from './server/site.ts'

/** Milliseconds for requests under way to end after a signal. */
const grace = 10_000
/** Milliseconds that a visitor may take to send the headers, and all of a request. */
const timeLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
}
/** What announces no body gets no stream for one: a built file takes a twelfth less of the CPU. */
const bodiless = { optimizeEmptyRequests: true }
const built = new URL('../dist/', import.meta.url)

const site = await getSite().catch(fail)
const { host, port, siteUrl } = site.environment
const server = createServer({ ...timeLimits, ...bodiless }, await builtSite())
server.on('error', (error: NodeJS.ErrnoException) => fail(listenError(error)))
server.listen(port, host, announce)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

/** The site as built. */
async function builtSite(): Promise<RequestListener> {
  const entry = new URL('server/entry.mjs', built)
  if (!existsSync(entry)) {
    return fail(
      new ConfigurationError('The site is not built yet: run npm start, or npm run build'),
    )
  }
  const { handler } = (await import(entry.href)) as { handler: PageHandler }
  return requestHandler({
    site,
    files: await BuiltFiles.load(new URL('client/', built)),
    headers: new AnswerHeaders(site),
    log: new RequestLog(site.environment.logLevel),
    renderPage: handler,
  })
}

function announce(): void {
  const lines = [
    `Genkan is at ${siteUrl}`,
    `  log in with: ${site.providerNames.join(', ')}`,
    `  data is in:  ${site.dataPlace}`,
  ]
  if (site.madeCookieSecret) {
    lines.push('  COOKIE_SECRET is not set: one was made and is kept with the data')
  }
  console.log(lines.join('\n'))
}

function listenError(error: NodeJS.ErrnoException): Error {
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

function fail(error: unknown): never {
  console.error(error instanceof ConfigurationError ? error.message : error)
  process.exit(1)
}

function stop(): void {
  // The terminal and npm each pass a Ctrl-C on.
  if (!server.listening) return
  setTimeout(() => process.exit(0), grace).unref()
  // A proxy goes on using the connections that it has: each gets one more answer.
  server.prependListener('request', (_request, response) => (response.shouldKeepAlive = false))
  setInterval(() => server.closeIdleConnections(), 100).unref()
  server.close(() => void site.close().finally(() => process.exit(0)))
  server.closeIdleConnections()
}
