import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlineScriptHashes } from '../../src/server/http/inline-script-hashes.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { logIn, toAccountChooser } from '../support/practice-login.ts'
import { policyOf, scriptAttributes, scriptSources } from '../support/security-policy.ts'
import { sharedSite } from '../support/shared.ts'

/** Each kind of answer, by a request that has it: status, path, what is sent. */
const answers: readonly [status: number, path: string, init?: RequestInit][] = [
  [200, '/'],
  [200, '/ja/demo/'],
  [200, '/guide/streamlit'],
  [200, '/pagefind/pagefind.js'],
  [200, '/healthz'],
  [200, '/auth/session'],
  [200, '/', { method: 'HEAD' }],
  [301, '/demo//'],
  [303, '/auth/login'],
  [303, '/auth/logout'],
  [401, '/practice/o/oauth2/v2/auth?client_id=nobody'],
  [400, '/auth/callback/practice?code=x&state=y'],
  [400, '/auth/callback/practice?code=x', { headers: { accept: 'application/json' } }],
  [400, '/practice/interaction/nobodys'],
  [400, '/practice/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) }],
  [403, '/auth/login', { method: 'POST', headers: { origin: 'https://evil.example' } }],
  [404, '/nowhere/'],
  [404, '/guide/nowhere/'],
  [404, '/xx/demo/'],
  [404, '/lab/console/nowhere/'],
  [404, '/practice/nowhere'],
  [404, '/_astro/nowhere.js'],
  [404, '/%ff'],
  [413, '/auth/login', { method: 'POST', body: 'x'.repeat(20_000) }],
  [200, '/practice/.well-known/openid-configuration'],
  [200, '/practice/oauth2/v3/certs'],
]

/** Files that are only ever part of a page: what governs a document is in the document's answer. */
const parts: readonly [status: number, path: string, init?: RequestInit][] = [
  [200, '/favicon.svg'],
  [200, '/personas/taro.svg'],
  [200, '/pagefind/pagefind-entry.json'],
]

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()') as string,
}

const plain = sharedSite()
let secure: GenkanServer
beforeAll(async () => {
  // TLS ends at a proxy in front: the server itself always speaks http.
  const env = { SITE_URL: 'https://login.example.com', COOKIE_SECRET: 'ab'.repeat(32) }
  secure = await startGenkan({ env })
})
afterAll(() => secure.stop())

const ask = ({ url }: { readonly url: string }, path: string, init?: RequestInit) =>
  fetch(url + path, { redirect: 'manual', ...init })

describe.each(answers)('%i %s', (status, path, init) => {
  it('carries the security headers', async () => {
    const response = await ask(plain, path, init)
    const { headers } = response
    expect(response.status).toBe(status)
    expect(Object.fromEntries(headers)).toMatchObject(always)
    expect(headers.has('strict-transport-security')).toBe(false)
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const policy = policyOf(headers)
    for (const name of ['default-src', 'object-src', 'base-uri', 'frame-ancestors']) {
      expect(policy.get(name)).toEqual(["'none'"])
    }
    expect(policy.get('form-action')).toEqual(["'self'"])
    expect(policy.get('connect-src')).toEqual(["'self'"])
    const others = policy.get('script-src')?.filter((source) => !source.startsWith("'sha256-"))
    const searches = status === 200 && /^\/(?:guide|pagefind)\//.test(path)
    expect(others).toEqual(searches ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"])
    expect(policy.has('upgrade-insecure-requests')).toBe(false)
  })

  it('is kept nowhere where it is made for one visitor', async () => {
    const { headers } = await ask(plain, path, init)
    const rule = headers.get('cache-control')
    const isFile = headers.has('etag')
    expect(rule).toBe(isFile ? 'no-cache' : 'no-store')
    if (isFile) expect(headers.has('set-cookie')).toBe(false)
  })

  it('asks for https from then on where the site is there', async () => {
    const { headers } = await ask(secure, path, init)
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
    expect(policyOf(headers).has('upgrade-insecure-requests')).toBe(true)
  })
})

describe.each(parts)('%i %s', (status, path, init) => {
  it('carries what a part of a page needs, and may do nothing when opened by itself', async () => {
    const response = await ask(plain, path, init)
    expectPart(response)
    expect(response.status).toBe(status)
    expect(response.headers.has('strict-transport-security')).toBe(false)
    expect(response.headers.get('cross-origin-resource-policy')).toBe(
      path.startsWith('/personas/') ? 'cross-origin' : 'same-origin',
    )
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  it('asks for https from then on where the site is there', async () => {
    const { headers } = await ask(secure, path, init)
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000')
  })
})

describe('the scripts and style sheets of a page', () => {
  it.each(['/', '/demo/', '/guide/streamlit/'])('%s are such parts', async (path) => {
    const html = await (await ask(plain, path)).text()
    const files = [...new Set(html.match(/\/_astro\/[\w.-]+\.(?:js|css)/g))]
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expectPart(await ask(plain, file))
  })
})

function expectPart({ headers }: Response): void {
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  )
}

describe('inline scripts', () => {
  it.each(['/', '/ja/', '/demo/', '/guide/streamlit', '/ja/guide/troubleshooting/', '/nowhere/'])(
    'on %s are all in the policy, which holds the list and nothing else',
    async (path) => {
      const response = await ask(plain, path)
      expectOnlyListed(response.headers, await response.text())
    },
  )

  it('are the same one on every page of a login', async () => {
    const client = new SiteClient(plain.url)
    const chooser = await toAccountChooser(client)
    const signedIn = await client.followAll(await logIn(new SiteClient(plain.url)))
    const refused = await client.get('/auth/callback/practice?code=x&state=y')
    for (const { headers, body } of [chooser, signedIn, refused]) {
      expectOnlyListed(headers, body)
      expect(scriptSources(body)).toHaveLength(1)
    }
  })
})

function expectOnlyListed(headers: Headers, html: string): void {
  const hashes = policyOf(headers).get('script-src')?.filter(isHash)
  expect(hashes).toEqual(inlineScriptHashes)
  expect(scriptSources(html)).not.toEqual([])
  expect(hashes).toEqual(expect.arrayContaining(scriptSources(html)))
  expect(scriptAttributes(html)).toEqual([])
}

describe('every step of a login', () => {
  it('carries them, and is kept nowhere', async () => {
    const client = new SiteClient(plain.url)
    let step = await client.post('/auth/login', { provider: 'practice' })
    for (let steps = 1; step.headers.has('location'); steps += 1) {
      expect(Object.fromEntries(step.headers)).toMatchObject(always)
      expect(step.headers.get('cache-control')).toBe('no-store')
      expect(policyOf(step.headers).get('default-src')).toEqual(["'none'"])
      step = await client.follow(step)
      expect(steps).toBeLessThan(5)
    }
    expect(step.status).toBe(200)
  })
})

describe('a visit after another', () => {
  it('gets them although the file is not sent again', async () => {
    const etag = (await ask(plain, '/')).headers.get('etag') ?? ''
    const { status, headers } = await ask(plain, '/', { headers: { 'if-none-match': etag } })
    expect(status).toBe(304)
    expect(Object.fromEntries(headers)).toMatchObject(always)
    expect(policyOf(headers).get('default-src')).toEqual(["'none'"])
  })
})

describe('the practice provider', () => {
  it.each(['/practice/.well-known/openid-configuration', '/practice/oauth2/v3/certs'])(
    '%s may be read from any origin',
    async (path) => {
      const { headers } = await ask(plain, path, { headers: { origin: 'http://localhost:8501' } })
      expect(headers.get('access-control-allow-origin')).toMatch(/^(\*|http:\/\/localhost:8501)$/)
    },
  )
})

const isHash = (source: string) => source.startsWith("'sha256-")
