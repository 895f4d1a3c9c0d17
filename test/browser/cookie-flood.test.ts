import { once } from 'node:events'
import { type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enterAsTaro } from '../support/practice-screens.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'

const site = siteInBrowser()
const logInLabel = 'Log in as a practice person'
const navigations = 300
const limit = { timeout: 120_000 }

/** Redirects to a screen that are held now and were, and the answer that waits for the next. */
let held = 0
let whenHeld: { readonly count: number; readonly response: ServerResponse } | undefined
const answerIfHeld = () => {
  if (whenHeld && held >= whenHeld.count) whenHeld.response.end()
}

let elsewhere: Server
let port: number
beforeAll(async () => {
  elsewhere = createServer(({ url = '' }, response) => {
    const count = /^\/held\/(\d+)$/.exec(url)?.[1]
    if (count !== undefined) {
      whenHeld = { count: Number(count), response }
      return answerIfHeld()
    }
    response.setHeader('content-type', 'text/html')
    return response.end('<!doctype html><title>Another website</title>')
  })
  await once(elsewhere.listen(0), 'listening')
  port = (elsewhere.address() as AddressInfo).port
})
afterAll(() => {
  elsewhere.close()
  elsewhere.closeAllConnections()
})

let visitor: Page
let context: BrowserContext
beforeEach(async () => {
  visitor = await site.openPage()
  context = visitor.context()
  await chooser(visitor)
  await enterAsTaro(visitor)
  await visitor.getByRole('heading', { level: 1, name: 'Hello' }).waitFor()
  const project = { action: 'create-project', projectName: 'My project', mode: 'guided' }
  const headers = { origin: site.url }
  await context.request.post(`${site.url}/lab/console/`, { form: project, headers })
})

/** Begins a login on the demo page, up to the account chooser. */
async function chooser(page: Page): Promise<void> {
  await page.goto('/demo/')
  const again = page.getByRole('button', { name: 'Log out', exact: true })
  if (await again.isVisible()) await again.click()
  await page.getByRole('button', { name: logInLabel, exact: true }).click()
  await page.getByRole('button', { name: /山田太郎/ }).waitFor()
}

function authorizationUrl(index: number): string {
  const parameters = {
    ...{ response_type: 'code', client_id: 'demo.apps.genkan.practice', scope: 'openid' },
    ...{ redirect_uri: `${site.url}/auth/callback/practice`, state: `flood-${index}` },
  }
  return `${site.url}/practice/o/oauth2/v2/auth?${new URLSearchParams(parameters)}`
}

/**
 * A page of another website begins navigations to the authorization endpoint and cancels each once
 * its cookies have come, by beginning the next. The redirect to the screen is held until then.
 */
async function floodByNavigation(times: number): Promise<void> {
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  const debug = await context.newCDPSession(page)
  await debug.send('Fetch.enable', { patterns: [{ urlPattern: '*/practice/interaction/*' }] })
  held = 0
  debug.on('Fetch.requestPaused', () => {
    held += 1
    answerIfHeld()
  })
  const urls = Array.from({ length: times }, (_, index) => authorizationUrl(index))
  await page.evaluate(async (all) => {
    for (const [index, url] of all.entries()) {
      location.href = url
      await fetch(`/held/${index + 1}`)
    }
  }, urls)
  expect([held, new URL(page.url()).hostname]).toEqual([times, '127.0.0.1'])
  await page.close()
}

/** A page of another port, to which cookies make no difference, sends all requests at once. */
async function floodByFetch(times: number): Promise<void> {
  const page = await context.newPage()
  await page.goto(`http://localhost:${port}/`)
  const urls = Array.from({ length: times }, (_, index) => authorizationUrl(index))
  await page.evaluate(async (all) => {
    const init = { mode: 'no-cors', credentials: 'include', redirect: 'follow' } as const
    await Promise.all(all.map((url) => fetch(url, init).catch(() => undefined)))
  }, urls)
  await page.close()
}

async function expectUnharmed(): Promise<void> {
  const session = await context.request.get(`${site.url}/auth/session`)
  expect(await session.json()).toMatchObject({ signedIn: true })
  await visitor.goto('/lab/console/')
  expect(await visitor.locator('body').innerText()).toContain('My project')
}

const practiceCookies = async () =>
  (await context.cookies()).filter(({ name }) => name.startsWith('practice_'))

describe('another website that sends the browser to the practice provider', limit, () => {
  it('costs neither session nor console project, and leaves twelve cookies', async () => {
    const waiting = await context.newPage()
    await waiting.goto(authorizationUrl(-1))
    await floodByNavigation(navigations)
    await expectUnharmed()
    expect(await practiceCookies()).toHaveLength(12)
    // It was the oldest: the person is told so.
    await waiting.getByRole('button', { name: /山田太郎/ }).click()
    await waiting.locator('main[data-practice-error=session_not_found]').waitFor()
    await chooser(waiting)
    await enterAsTaro(waiting)
    await waiting.getByRole('heading', { level: 1, name: 'Hello' }).waitFor()
  })

  it('does not end a login in another tab by a few visits', async () => {
    const waiting = await context.newPage()
    await chooser(waiting)
    await floodByNavigation(3)
    await enterAsTaro(waiting)
    await waiting.getByRole('heading', { level: 1, name: 'Hello' }).waitFor()
  })
})

describe('a page of another port of this host', () => {
  it('costs neither session nor console project by many requests at once', async () => {
    await floodByFetch(navigations)
    expect(await practiceCookies()).not.toEqual([])
    await expectUnharmed()
  })
})
