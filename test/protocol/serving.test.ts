import { STATUS_CODES, request as httpRequest } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { logIn } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

interface Answer {
  readonly status: number
  /** The reason phrase (RFC 9112, 4). */
  readonly reason: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** A request whose body stays as it came over the wire. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest(server.url + path, { headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode: status = 0, statusMessage: reason, headers: received } = response
        resolve({ status, reason, headers: received, body: Buffer.concat(chunks) })
      })
    })
      .on('error', reject)
      .end()
  })
}

const unpack = { br: brotliDecompressSync, gzip: gunzipSync } as const

describe('built files', () => {
  it.each(['br', 'gzip'] as const)('come compressed ahead with %s', async (encoding) => {
    const plain = await raw('/guide/streamlit/')
    const packed = await raw('/guide/streamlit/', { 'accept-encoding': encoding })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe(encoding)
    expect(packed.headers['content-type']).toMatch(/^text\/html/)
    expect(packed.headers.vary).toMatch(/accept-encoding/i)
    expect(packed.body.length).toBeLessThan(plain.body.length / 3)
    expect(unpack[encoding](packed.body).equals(plain.body)).toBe(true)
  })

  it('are not sent again to whoever has them', async () => {
    const first = await raw('/guide/streamlit/', { 'accept-encoding': 'br' })
    const etag = String(first.headers.etag)
    const again = await raw('/guide/streamlit/', { 'accept-encoding': 'br', 'if-none-match': etag })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect(again.headers.etag).toBe(etag)
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy'])
  })

  it.each([
    ['weakened by a proxy, among others', (etag: string) => `"other", W/${etag}`, 304],
    ['any', () => '*', 304],
    ['of the plain form', () => '"other"', 200],
  ])('compares tags: %s', async (_, known, status) => {
    const { headers } = await raw('/guide/', { 'accept-encoding': 'gzip' })
    const given = { 'accept-encoding': 'gzip', 'if-none-match': known(String(headers.etag)) }
    expect((await raw('/guide/', given)).status).toBe(status)
  })

  it.each([
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=1, br;q=0.1', 'br'],
    ['zstd', undefined],
    ['identity;q=0', undefined],
    ['*', 'br'],
    [';;,=', undefined],
  ])('come in a form that is taken: %s', async (acceptEncoding, coding) => {
    const { status, headers } = await raw('/guide/', { 'accept-encoding': acceptEncoding })
    expect([status, headers['content-encoding']]).toEqual([200, coding])
  })

  it('answer HEAD as GET, without the content', async () => {
    const get = await raw('/guide/', { 'accept-encoding': 'br' })
    const head = await raw('/guide/', { 'accept-encoding': 'br' }, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    for (const name of ['content-length', 'etag', 'content-encoding', 'content-security-policy']) {
      expect(head.headers[name]).toBe(get.headers[name])
    }
  })

  it.each(['POST', 'PUT', 'DELETE'])('are not there for %s', async (method) => {
    const { status, headers } = await raw('/guide/', {}, method)
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  it('refuse a body that is too large before it is sent', async () => {
    const { status, headers } = await raw('/guide/', { 'content-length': '20000' })
    expect([status, headers.connection]).toEqual([413, 'close'])
  })

  it('keep for good where their name holds a hash of them', async () => {
    const html = (await raw('/guide/streamlit/')).body.toString()
    const asset = /\/_astro\/[\w.-]+\.css/.exec(html)?.[0] ?? ''
    const { headers } = await raw(asset, { 'accept-encoding': 'br' })
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-encoding']).toBe('br')
    expect((await raw('/guide/streamlit/')).headers['cache-control']).toBe('no-cache')
  })
})

describe('pages made on demand', () => {
  it('are compressed, and kept nowhere', async () => {
    const plain = await raw('/demo/')
    const packed = await raw('/demo/', { 'accept-encoding': 'br' })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.headers['cache-control']).toBe('no-store')
    expect(unpack.br(packed.body).toString()).toContain('<html lang="en"')
    expect(packed.body.length).toBeLessThan(plain.body.length)
  })
})

describe('the status line', () => {
  it.each([
    ['/demo/', 200],
    ['/nowhere/', 404],
    ['/practice/o/oauth2/v2/auth', 400],
    ['/practice/interaction/nobody/', 400],
    ['/auth/callback/practice', 400],
  ])('of %s says what %i means', async (path, status) => {
    const answer = await raw(path)
    expect([answer.status, answer.reason]).toEqual([status, STATUS_CODES[status]])
  })
})

describe('the steps of the login', () => {
  it.each([
    ['GET', '/auth/login', 303],
    ['GET', '/auth/logout', 303],
    ['PUT', '/auth/login', 405],
    ['TRACE', '/auth/login', 405],
    ['TRACE', '/demo/', 405],
    ['POST', '/auth/session', 405],
    ['HEAD', '/auth/session', 200],
    ['HEAD', '/auth/callback/practice?code=x&state=y', 405],
    ['GET', '/auth/session/', 200],
    ['GET', '/auth/sess%69on', 200],
    ['GET', '/auth/elsewhere', 404],
    ['GET', '/auth/callback/practice/further', 404],
    ['GET', '/refused/', 404],
  ])('%s %s: %i', async (method, path, status) => {
    const answer = await raw(path, {}, method)
    expect(answer.status).toBe(status)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    if (method === 'HEAD') expect(answer.body.length).toBe(0)
  })
})

describe('the log', () => {
  const lines = () =>
    server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('has one line of JSON for each request, by the id that the answer carries', async () => {
    const { headers } = await raw('/demo/?note=for-nobody')
    const id = headers['x-request-id']
    await expect.poll(() => lines().filter((line) => line.id === id)).toHaveLength(1)
    const line = lines().find((candidate) => candidate.id === id)
    expect(line).toMatchObject({ method: 'GET', path: '/demo/', status: 200 })
    expect(line?.ms).toBeTypeOf('number')
  })

  it('holds nothing of a login that is worth anything', async () => {
    const client = new SiteClient(server.url)
    const callback = await logIn(client)
    const { searchParams } = new URL(callback.url)
    const cookies = await client.jar.getCookies(server.url)
    const id = callback.headers.get('x-request-id')
    await expect.poll(() => lines().some((line) => line.id === id)).toBe(true)
    const secrets = [searchParams.get('code'), searchParams.get('state')]
    for (const secret of [...secrets, ...cookies.map(({ value }) => value)]) {
      expect(secret).toBeTruthy()
      expect(server.output()).not.toContain(secret)
    }
  })

  it('leaves probes out', async () => {
    const probe = await raw('/readyz')
    expect([probe.status, JSON.parse(probe.body.toString())]).toEqual([200, { status: 'ready' }])
    const { headers } = await raw('/')
    await expect.poll(() => lines().some(({ id }) => id === headers['x-request-id'])).toBe(true)
    expect(lines().some(({ path }) => path === '/readyz')).toBe(false)
  })
})
