import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { rawRequest } from '../support/raw-request.ts'
import { builtRoutes, pathOfRoute } from '../support/routes.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const methods = ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'PURGE', 'LINK']
/** Shown in place of another page, never at their own address. */
const placeless = ['/500', '/refused', '/practice-error', '/store-away']
const addressed = builtRoutes()
  .filter(({ onDemand, isOurs }) => onDemand && isOurs)
  .map(({ route }) => route)
  .filter((route) => !placeless.includes(route))
/** Pages and endpoints that take a form; the callback may be posted, and the provider takes more. */
const posted = addressed.filter((route) =>
  /\/auth\/(?!session)|\/practice\/|lab\/(?:console|scopes|tamper)/.test(route),
)

describe.each(addressed)('%s', (route) => {
  const path = pathOfRoute(route)

  it.each(methods)('does not take %s: 405', async (method) => {
    const { status, headers, body } = await rawRequest(server.url, path, { method })
    expect(status).toBe(405)
    expect(headers.allow).toMatch(/^(?:GET|POST)(?:, [A-Z]+)*$/)
    expect(headers.allow).not.toContain(method)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(body).not.toContain('<html')
  })

  it('says truly whether it takes POST', async () => {
    const put = await rawRequest(server.url, path, { method: 'PUT' })
    const origin = { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' }
    const post = await rawRequest(server.url, path, { method: 'POST', headers: origin }, 'a=b')
    expect(post.status).toBeLessThan(500)
    expect(put.headers.allow?.includes('POST')).toBe(posted.includes(route))
    expect(post.status === 405).toBe(!posted.includes(route))
  })

  it('takes HEAD as GET', async () => {
    // A callback that is asked about would redeem the code.
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => rawRequest(server.url, path, { method })),
    )
    const expected = route.startsWith('/auth/callback') ? 405 : get?.status
    expect([head?.status, head?.body]).toEqual([expected, ''])
  })
})

describe('an address that is none', () => {
  it.each([...methods, 'POST', 'OPTIONS', 'GET'])('%s: 404', async (method) => {
    for (const path of ['/nowhere/', '/xx/demo/', '/practice-nowhere']) {
      expect((await rawRequest(server.url, path, { method })).status).toBe(404)
    }
  })
})

describe('a page that is shown in place of another', () => {
  it.each(placeless.flatMap((path) => [path, `${path}/`]))('%s is not found', async (path) => {
    const { status, headers, body } = await rawRequest(server.url, path)
    expect(status).toBe(404)
    expect(body).toContain('<html lang="en"')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  it.each(['/%35%30%30', '/50%30/', '/500?a=b', '//500'])('%s is not found', async (path) => {
    const answer = await new SiteClient(server.url).get(server.url + path)
    expect(answer.status).toBe(404)
  })
})

describe('what Astro adds', () => {
  const images = ['/_image', '/_image/', '/_image?href=/favicon.svg&f=svg', '/_image?href=%ff']
  const islands = ['/_server-islands/x', '/_server-islands/x?s=&e=&p=', '/_server-islands/']
  const actions = ['/_actions/x', '/_actions/%25ff', '/_actions/']

  it('is below /_, and known here', () => {
    const added = builtRoutes().filter(({ onDemand, isOurs }) => onDemand && !isOurs)
    const routes = added.map(({ route }) => route).toSorted()
    expect(routes).toEqual(['/_image', '/_server-islands/[name]'])
  })

  it.each([...images, ...islands, ...actions])('%s is not found', async (path) => {
    for (const method of ['GET', 'POST', 'PUT']) {
      const headers = { 'content-type': 'application/json', origin: server.url }
      const answer = await rawRequest(
        server.url,
        path,
        { method, headers },
        method === 'GET' ? '' : 'null',
      )
      expect([method, answer.status]).toEqual([method, 404])
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    }
  })

  it.each(['x', 'x.y', '%25', '%25ff', '__proto__', 'constructor.x'])(
    'an action in the query, %s, is not run',
    async (name) => {
      const type = { 'content-type': 'application/json', origin: server.url }
      const options = { method: 'POST', headers: type }
      for (const path of posted.map(pathOfRoute)) {
        const answer = await rawRequest(server.url, `${path}?_action=${name}`, options, '{')
        expect([path, answer.status]).toEqual([path, 404])
      }
      for (const path of ['/404', '/nowhere/', '/%']) {
        const { status } = await rawRequest(server.url, `${path}?_action=${name}`, options)
        expect([path, status]).toEqual([path, 404])
      }
    },
  )
})

describe('all that', () => {
  it('is nothing to the log', () => {
    expect(server.output()).not.toMatch(/"level":[456]0|\[(?:WARN|ERROR)\]/)
  })
})
