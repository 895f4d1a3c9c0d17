import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor, type NewClient } from '../../support/console-visitor.ts'
import { SiteClient, type SiteResponse } from '../../support/cookie-jar.ts'
import { people } from '../../support/practice-login.ts'
import { sharedSite } from '../../support/shared.ts'

/** What older instructions have people register, and what their app sends. */
const printed = 'http://localhost8501/oauth2callback'
const sent = 'http://localhost:8501/oauth2callback'

const server = sharedSite()
let reader: ConsoleVisitor
beforeAll(async () => {
  reader = new ConsoleVisitor(server.url)
})

const screen = (path: string) => reader.get(`/lab/console/${path}`)
const send = (path: string, action: string, fields: Readonly<Record<string, string>> = {}) =>
  reader.act(path, action, fields)
const setUp = (part: string, fields: Readonly<Record<string, string>>) =>
  send('overview/create/', 'fill-in', { part, ...fields })
const typed = { type: 'web', name: 'anything', redirectUris: printed }
const codeOf = (answer: SiteResponse) =>
  answer.html().querySelector('main')?.getAttribute('data-practice-error')

/** A step of the older instructions, and what comes of doing it. */
type Step = readonly [
  number: number,
  what: string,
  act: () => Promise<SiteResponse>,
  status: number,
]

// The instructions pass over the last two stages of the set-up; step 6 cannot be done without them.
const steps: readonly Step[] = [
  [
    1,
    'open the credentials of a project',
    () => send('', 'create-project', { projectName: 'Mine', mode: 'free' }),
    303,
  ],
  [2, 'begin a consent screen', () => screen('overview/'), 200],
  [3, 'press “Get started”', () => screen('overview/create/'), 200],
  [
    4,
    'fill in the app’s information',
    () => setUp('app', { appName: 'My app', supportEmail: 'taro.yamada@mail.example' }),
    303,
  ],
  [5, 'choose “External”', () => setUp('audience', { audience: 'external' }), 303],
  [6, 'open the consent screen', () => screen('branding/'), 200],
  [7, 'open “Audience”', () => screen('audience/'), 200],
  [8, 'go to the test users', () => screen('audience/'), 200],
  [
    9,
    'add one’s own address',
    () => send('audience/', 'add-test-users', { testUsers: 'taro.yamada@mail.example' }),
    303,
  ],
  [10, 'open the credentials again', () => screen('clients/'), 200],
  [11, 'begin an OAuth client ID', () => screen('clients/new/'), 200],
  [12, 'choose “Web application”', () => screen('clients/new/'), 200],
  [13, 'type any name', () => screen('clients/new/'), 200],
  [14, 'type the redirect URI as printed, without the colon', () => screen('clients/new/'), 200],
  [15, 'press “Create”: refused', () => send('clients/new/', 'create-client', typed), 422],
]

describe('the fifteen steps of the older instructions, as printed', () => {
  it.each(steps)('%i: %s', async (number, _, act, status) => {
    if (number === 6) {
      expect((await act()).headers.get('location')).toBe('/lab/console/overview/')
      await setUp('contact', { contactEmails: 'taro.yamada@mail.example' })
      await setUp('finish', { agreed: 'on' })
    }
    expect((await act()).status).toBe(status)
  })

  it('end in a refusal that names the colon, in both languages; nothing was made', async () => {
    for (const [prefix, word] of [
      ['', 'colon'],
      ['/ja', 'コロン'],
    ] as const) {
      const form = { action: 'create-client', ...typed }
      const answer = await reader.post(`${prefix}/lab/console/clients/new/`, form)
      const page = answer.html()
      expect(page.querySelector('#redirectUris-wrong')?.text).toContain(word)
      expect(page.querySelector('textarea[name=redirectUris]')?.text).toContain(printed)
    }
    expect((await screen('clients/')).html().querySelectorAll('a[href*=genkan]')).toHaveLength(0)
  })
})

describe('the colon missing in the app’s settings', () => {
  it.each([
    ['', 'colon'],
    ['/ja', 'コロン'],
  ])('ends in redirect_uri_mismatch, and the difference names it (%s)', async (prefix, word) => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const { clientId } = await own.createClient([sent])
    const headers = { 'accept-language': prefix ? 'ja' : 'en' }
    const answer = await own.get(authorizationRequest(clientId, printed), headers)
    expect([answer.status, codeOf(answer)]).toEqual([400, 'redirect_uri_mismatch'])
    const difference = answer.html().querySelector('.mismatch')
    expect(difference?.querySelector('del')?.text).toBe(':')
    expect(difference?.querySelector('ul')?.text).toContain(word)
  })
})

describe('mended', () => {
  it('the client is made, and the login ends with an ID token at the app', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    expect((await own.act('clients/new/', 'create-client', typed)).status).toBe(422)
    const client = await own.createClient([sent], { name: typed.name })
    const location = await logInAsTaro(client)
    expect(`${location.origin}${location.pathname}`).toBe(sent)
    expect(location.searchParams.get('state')).toBe('a-state')
    const tokens = await exchange(client, location.searchParams.get('code') ?? '')
    const [, payload = ''] = tokens.id_token.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      ...{ aud: client.clientId, sub: people.taro, email: 'taro.yamada@mail.example' },
      nonce: 'a-nonce',
    })
  })
})

function authorizationRequest(clientId: string, redirectUri: string): string {
  const parameters = new URLSearchParams({
    ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri },
    ...{ scope: 'openid email profile', state: 'a-state', nonce: 'a-nonce' },
  })
  return `/practice/o/oauth2/v2/auth?${parameters.toString()}`
}

/** Logs in as the app would have it, up to the redirect to the app. */
async function logInAsTaro({ clientId }: NewClient): Promise<URL> {
  const browser = new SiteClient(server.url)
  const begun = await browser.get(authorizationRequest(clientId, sent))
  const chooser = await browser.followAll(begun)
  const chosen = await browser.submit(chooser, { button: `button[value="${people.taro}"]` })
  const consent = await browser.followAll(chosen)
  const agreed = await browser.submit(consent, { button: 'button[value=agree]' })
  const answer = await browser.follow(agreed)
  return new URL(answer.headers.get('location') ?? '')
}

async function exchange(client: NewClient, code: string): Promise<{ readonly id_token: string }> {
  const body = new URLSearchParams({
    ...{ grant_type: 'authorization_code', redirect_uri: sent, code },
    ...{ client_id: client.clientId, client_secret: client.clientSecret },
  })
  const response = await fetch(`${server.url}/practice/token`, { method: 'POST', body })
  expect(response.status).toBe(200)
  return (await response.json()) as { id_token: string }
}
