import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { SiteClient, type SiteResponse } from '../../support/cookie-jar.ts'
import { type Change, RegisteredApp, shownError } from '../../support/registered-app.ts'
import { sharedSite } from '../../support/shared.ts'

const stranger = 'https://app.example.com/callback'

const server = sharedSite()
let app: RegisteredApp
beforeAll(async () => {
  const visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
  const uris = [stranger, RegisteredApp.redirectUri, 'http://127.0.0.1:8501/', 'http://[::1]/x']
  app = new RegisteredApp(server.url, await visitor.createClient(uris))
})

const at = (redirect_uri: string, change: Change) =>
  app.authorizationRequest({ redirect_uri, ...change })
const browser = () => new SiteClient(server.url)

/** The address of the link to the app, on the page that holds an error back. */
function linkOf(answer: SiteResponse): URL | undefined {
  const links = answer.html().querySelectorAll('main a[rel~=noreferrer]')
  expect(links.length).toBeLessThanOrEqual(1)
  return links[0] && new URL(links[0].getAttribute('href') ?? '')
}

/** Requests with an error that the library sends back to the app, without a click. */
const mistakes: readonly [string, Change][] = [
  ['login_required', { prompt: 'none' }],
  ['unsupported_response_type', { response_type: 'token' }],
  ['unsupported_response_type', { response_type: 'id_token', nonce: 'x' }],
  ['invalid_request', { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }],
  ['invalid_request', { prompt: 'none login' }],
  ['invalid_request', { max_age: '-1' }],
  ['request_not_supported', { request: 'x' }],
  ['registration_not_supported', { registration: '{}' }],
  ['invalid_request', { id_token_hint: 'x.y.z' }],
]

describe('an error at the client of a reader', () => {
  it.each(mistakes)('%s for %j is shown here, with a link', async (error, change) => {
    const answer = await browser().get(at(stranger, change))
    expect(answer.headers.get('location')).toBeNull()
    expect(shownError(answer)).toEqual([400, error])
    expect(answer.html().querySelector('main')?.text).toContain('app.example.com')
    const link = linkOf(answer)
    expect(`${link?.origin}${link?.pathname}`).toBe(stranger)
    const sent = new URLSearchParams(link?.search || link?.hash.slice(1))
    expect(sent.get('error')).toBe(error)
    expect(sent.get('state')).toBe('a-state')
  })

  it.each(['query', 'fragment', 'form_post'])('whatever its response mode, as %s', async (mode) => {
    const answer = await browser().get(at(stranger, { prompt: 'none', response_mode: mode }))
    expect(shownError(answer)).toEqual([400, 'login_required'])
    expect(answer.html().querySelectorAll(`form[action^="https://app.example"]`)).toEqual([])
    expect(linkOf(answer)?.host).toBe('app.example.com')
  })

  it('and whatever its method', async () => {
    const request = new URL(at(stranger, { prompt: 'none' }), server.url)
    const answer = await browser().post(request.pathname, Object.fromEntries(request.searchParams))
    expect(shownError(answer)).toEqual([400, 'login_required'])
    expect(answer.headers.get('location')).toBeNull()
  })

  it('is said in Japanese too', async () => {
    const answer = await browser().get(at(stranger, { prompt: 'none', ui_locales: 'ja' }))
    expect(answer.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
    expect(answer.html().querySelector('main')?.text).toContain('app.example.comへ進む')
  })

  it.each([RegisteredApp.redirectUri, 'http://127.0.0.1:8501/', 'http://[::1]/x'])(
    'goes back at once to the reader’s own machine: %s',
    async (uri) => {
      const answer = await browser().get(at(uri, { prompt: 'none' }))
      const location = new URL(answer.headers.get('location') ?? '')
      expect(location.href.startsWith(uri)).toBe(true)
      expect(location.searchParams.get('error')).toBe('login_required')
    },
  )

  it('goes back after a click on Cancel, on a page that names the host', async () => {
    const client = browser()
    const chooser = await client.followAll(await client.get(at(stranger, {})))
    expect(chooser.html().querySelector('main')?.text).toContain('app.example.com')
    const cancelled = await client.submit(chooser, { button: 'button[name=cancel]' })
    const answer = await client.follow(cancelled)
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\.com.*access_denied/)
  })
})

describe('the parameters of a request are bounded', () => {
  it.each<[string, Change]>([
    ['each', { state: 'x'.repeat(1024) }],
    ['each by its name, too', { ['x'.repeat(1024)]: '1' }],
    [
      'all together',
      { state: 'x'.repeat(900), nonce: 'x'.repeat(900), login_hint: 'x'.repeat(200) },
    ],
    ['many', Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`p${index}`, '1']))],
  ])('%s', async (_, change) => {
    const answer = await browser().get(at(RegisteredApp.redirectUri, change))
    expect(shownError(answer)).toEqual([400, 'invalid_request'])
    expect(answer.html().querySelector('main')?.text).toContain('is longer than')
  })

  it('and long ones within the bounds work', async () => {
    const state = 'x'.repeat(1000)
    const answer = await browser().get(at(RegisteredApp.redirectUri, { state }))
    expect(answer.headers.get('location')).toContain('/practice/interaction/')
  })
})
