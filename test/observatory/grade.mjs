/**
 * Grades pages with Mozilla's HTTP Observatory, as its site would grade them on the internet:
 * `node grade.mjs <port> <origin> <path>…` prints the grades as JSON.
 *
 * Simulated is what stands in front of the site: this opens a reverse proxy on `port` of
 * localhost, which speaks https with a certificate made and trusted for this run only, and which
 * sends http to https. The Observatory's list of preloaded hosts is left empty, which can only
 * lower a grade. Its package fetches that list when its install scripts run; ours do not.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, request as send } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import tls from 'node:tls'
import { scan } from '@mdn/mdn-http-observatory'
import { generate } from 'selfsigned'

const preloadList = fileURLToPath(
  new URL('../conf/hsts-preload.json', import.meta.resolve('@mdn/mdn-http-observatory')),
)

/** A certificate for localhost, and trust in it. */
async function makeCertificate() {
  const name = [{ name: 'commonName', value: 'localhost' }]
  const extensions = [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }]
  const { private: key, cert } = await generate(name, { keyType: 'ec', extensions })
  tls.setDefaultCACertificates([...tls.getCACertificates(), cert])
  return { key, cert }
}

/** Sends a request on to the site, under the Host it came with. */
function forwardTo(origin) {
  return (request, response) => {
    const { method, headers, url } = request
    const onward = send(origin, { method, headers, path: url }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.on('error', (error) => response.destroy(error))
    request.pipe(onward)
  }
}

/** http and https on one port, because the Observatory asks for both under the same name. */
async function openProxy(port, origin) {
  const https = createHttpsServer(await makeCertificate(), forwardTo(origin))
  const http = createHttpServer(({ url }, response) =>
    response.writeHead(301, { location: `https://localhost:${port}${url}` }).end(),
  )
  const proxy = createServer((socket) => {
    socket.once('data', (start) => {
      socket.pause()
      socket.unshift(start)
      // The first byte of a TLS handshake (RFC 8446, 5.1).
      const server = start[0] === 22 ? https : http
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise((opened) => proxy.listen(port, 'localhost', opened))
}

const [port, origin, ...paths] = process.argv.slice(2)
if (!existsSync(preloadList)) writeFileSync(preloadList, '{}')
await openProxy(Number(port), origin)
const grades = []
for (const path of paths) {
  const { scan: summary, tests } = await scan(`localhost:${port}${path}`)
  const failed = Object.values(tests).filter(({ pass }) => !pass)
  grades.push({
    path,
    grade: summary.grade,
    score: summary.score,
    failed: failed.map(({ result }) => result),
    results: Object.values(tests).map(({ result }) => result),
  })
}
console.log(JSON.stringify(grades))
process.exit(0)
