import { existsSync } from 'node:fs'
import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  createServer,
} from 'node:http'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { ConfigurationError } from './server/environment.ts'
import { AnswerHeaders } from './server/http/answer-headers.ts'
import { clientAddress, clientAddressHeader } from './server/http/client-address.ts'
import { InlineScripts } from './server/http/inline-scripts.ts'
import { readBody } from './server/http/request-body.ts'
import { wellFormed } from './server/http/request-target.ts'
import { getSite } from './server/site.ts'

/** Milliseconds for requests under way to end after a signal. */
const grace = 10_000
/** Milliseconds that a visitor may take to send the headers, and all of a request. */
const timeLimits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
}
const built = new URL('../dist/', import.meta.url)
const scriptRecord = new URL('inline-scripts.json', built)

type Handler = (...parameters: [...Parameters<RequestListener>, next?: () => void]) => void

const site = await getSite().catch(fail)
const { host, port, siteUrl, dataDirectory } = site.environment
const server = createServer(timeLimits, await builtSite())
server.on('error', (error: NodeJS.ErrnoException) => fail(listenError(error)))
server.listen(port, host, announce)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

/** The site as built: files first, then the pages that are rendered on demand. */
async function builtSite(): Promise<RequestListener> {
  const entry = new URL('server/entry.mjs', built)
  if (!existsSync(entry) || !existsSync(scriptRecord)) {
    return fail(
      new ConfigurationError('The site is not built yet: run npm start, or npm run build'),
    )
  }
  const { handler } = (await import(entry.href)) as { handler: Handler }
  const files = sirv(fileURLToPath(new URL('client/', built)), {
    etag: true,
    setHeaders: cacheRule,
  })
  const headers = await answerHeaders()
  return (request, response) => {
    const onDemand = () => {
      // What is made for one visitor is nobody else's; a page may still say otherwise.
      response.setHeader('Cache-Control', 'no-store')
      handler(named(request), response)
    }
    request.url = wellFormed(request.url ?? '/')
    prepare(request, response, headers)
      .then((ready) => ready && files(request, response, onDemand))
      .catch((error: Error) => response.destroy(error))
  }
}

async function answerHeaders(): Promise<AnswerHeaders> {
  const scripts = await InlineScripts.load(scriptRecord)
  return new AnswerHeaders(site, scripts)
}

/** What comes before every handler; false where the request was refused. */
async function prepare(
  request: IncomingMessage,
  response: ServerResponse,
  headers: AnswerHeaders,
): Promise<boolean> {
  for (const [name, value] of Object.entries(await headers.of(request.url ?? '/'))) {
    response.setHeader(name, value)
  }
  return readBody(request, response)
}

// Only this server can say where a request came from: what a visitor wrote there is gone.
function named(request: IncomingMessage): IncomingMessage {
  const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  const peer = request.socket.remoteAddress ?? ''
  const { trustedProxies } = site.environment
  request.headers[clientAddressHeader] = clientAddress(peer, forwardedFor, trustedProxies)
  return request
}

// Astro puts a hash of the content into these names: the file behind a name never changes.
function cacheRule(response: Parameters<RequestListener>[1], pathname: string): void {
  const rule = pathname.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  response.setHeader('Cache-Control', rule)
}

function announce(): void {
  const lines = [
    `Genkan is at ${siteUrl}`,
    `  log in with: ${site.providerNames.join(', ')}`,
    `  data is in:  ${dataDirectory}`,
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
  server.close(() => void site.close().finally(() => process.exit(0)))
  server.closeIdleConnections()
}
