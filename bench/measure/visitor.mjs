import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Pool } from 'undici'

const decoders = { br: brotliDecompressSync, gzip: gunzipSync }
const pools = new Map()
let visitors = 0

/** Closes the connections of all visitors. */
export async function closeConnections() {
  await Promise.all([...pools.values()].map((pool) => pool.close()))
  pools.clear()
}

function poolOf(origin) {
  if (!pools.has(origin)) pools.set(origin, new Pool(origin, { connections: 64, pipelining: 1 }))
  return pools.get(origin)
}

/** Fetches a file as a browser would that has none yet. */
export async function fetchFile(url) {
  const { origin, pathname } = new URL(url)
  const { statusCode, body } = await poolOf(origin).request({
    method: 'GET',
    path: pathname,
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  })
  let bytes = 0
  for await (const chunk of body) bytes += chunk.length
  if (statusCode !== 200 || bytes === 0) throw new Error(`${url}: ${statusCode}, ${bytes} bytes`)
  return { bytes }
}

/** A network address that no other visitor has. */
function newAddress() {
  visitors += 1
  return [10, visitors >> 16, visitors >> 8, visitors].map((part) => part & 255).join('.')
}

/**
 * A browser reduced to HTTP: cookies by origin and path, `Origin` with a POST, redirects one at a
 * time. Apps and provider share the host name localhost here, which in earnest they never do, so
 * cookies are kept apart by port.
 */
export class Visitor {
  #cookies = new Map()
  #address = newAddress()
  #sent = 0

  /** @param origin of the app */
  constructor(origin) {
    this.origin = origin
  }

  get(url, headers = {}) {
    return this.#send('GET', url, headers)
  }

  post(url, body, type = 'application/x-www-form-urlencoded') {
    const origin = this.origin
    return this.#send('POST', url, { origin, 'content-type': type }, body)
  }

  /** Goes one redirect further. */
  follow(answer) {
    return this.get(new URL(answer.location, answer.url).href)
  }

  /** Follows redirects up to the one to `page`, which is not fetched. */
  async followUntil(answer, page) {
    let current = answer
    for (let hops = 0; hops < 20; hops += 1) {
      if (current.location === undefined) break
      if (new URL(current.location, current.url).href === page) return
      current = await this.follow(current)
    }
    throw new Error(`No redirect to ${page}: ${current.status} at ${current.url}`)
  }

  async #send(method, path, headers, body) {
    const url = new URL(path, this.origin)
    // Nobody clicks a hundred times a minute: a limit by address must not be what is measured.
    this.#sent += 1
    if (this.#sent % 50 === 0) this.#address = newAddress()
    const {
      statusCode,
      headers: received,
      body: stream,
    } = await poolOf(url.origin).request({
      method,
      path: url.pathname + url.search,
      headers: {
        'x-forwarded-for': this.#address,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'accept-language': 'en',
        'accept-encoding': 'gzip, deflate, br',
        ...this.#cookieHeader(url),
        ...headers,
      },
      body,
    })
    for (const cookie of [received['set-cookie'] ?? []].flat()) this.#keep(cookie, url)
    const bytes = Buffer.from(await stream.arrayBuffer())
    const decode = decoders[received['content-encoding']]
    return {
      url: url.href,
      status: statusCode,
      location: received.location,
      body: (decode ? decode(bytes) : bytes).toString(),
      bytes: bytes.length,
    }
  }

  #cookieHeader({ origin, pathname }) {
    const kept = this.#cookies.get(origin)
    if (kept === undefined) return {}
    const pairs = []
    for (const { path, pair } of kept.values()) {
      if (path === '/' || pathname === path || pathname.startsWith(`${path}/`)) pairs.push(pair)
    }
    return pairs.length === 0 ? {} : { cookie: pairs.join('; ') }
  }

  #keep(cookie, { origin }) {
    const [pair, ...attributes] = cookie.split(/;\s*/)
    const name = pair.slice(0, pair.indexOf('='))
    const value = (wanted) => {
      const found = attributes.find((part) => part.toLowerCase().startsWith(`${wanted}=`))
      return found?.slice(wanted.length + 1)
    }
    const path = value('path') ?? '/'
    const expires = value('expires')
    const gone =
      Number(value('max-age') ?? 1) <= 0 || (expires && Date.parse(expires) <= Date.now())
    const kept = this.#cookies.get(origin) ?? new Map()
    this.#cookies.set(origin, kept)
    const key = `${name};${path}`
    if (gone) kept.delete(key)
    else kept.set(key, { path: path === '/' ? path : path.replace(/\/$/, ''), pair })
  }
}
