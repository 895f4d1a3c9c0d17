import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../src/lib/snippets/preregistered-client.ts'
import { stacks } from '../../src/lib/stacks.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { toCallback } from '../support/practice-login.ts'
import { policyOf } from '../support/security-policy.ts'
import { sharedSite } from '../support/shared.ts'

const { clientId, clientSecret, redirectUris } = practiceClient

const server = sharedSite()

function authorizationRequest(redirectUri: string): string {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: 'a-state',
  }
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(parameters).toString()}`
}

function exchange(code: string, redirectUri: string): Promise<Response> {
  const form = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, code }
  return fetch(`${server.url}/practice/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', ...form }),
  })
}

describe('the client that is ready for a reader’s own app', () => {
  it.each(stacks)('logs in to the sample for %s', async (stack) => {
    const browser = new SiteClient(server.url)
    const redirectUri = redirectUris[stack]
    const chooser = await browser.followAll(await browser.get(authorizationRequest(redirectUri)))
    const callback = new URL(await toCallback(browser, chooser))
    expect(callback.origin + callback.pathname).toBe(redirectUri)
    const tokens = await exchange(callback.searchParams.get('code') ?? '', redirectUri)
    expect(tokens.status).toBe(200)
    expect(await tokens.json()).toHaveProperty('id_token')
  })

  it.each(stacks)(
    'may be led to by the screens’ forms, and nothing else may: %s',
    async (stack) => {
      const browser = new SiteClient(server.url)
      const redirectUri = redirectUris[stack]
      const chooser = await browser.followAll(await browser.get(authorizationRequest(redirectUri)))
      const formAction = policyOf(chooser.headers).get('form-action')
      expect(formAction).toEqual(["'self'", new URL(redirectUri).origin])
    },
  )

  it.each([
    ['without the colon', 'http://localhost8501/oauth2callback'],
    ['on another port', 'http://localhost:8502/oauth2callback'],
    ['at 127.0.0.1', 'http://127.0.0.1:8501/oauth2callback'],
    ['with a slash at the end', 'http://localhost:8501/oauth2callback/'],
  ])('is sent nowhere else: %s', async (_, redirectUri) => {
    const answer = await new SiteClient(server.url).get(authorizationRequest(redirectUri))
    expect(answer.status).toBe(400)
    expect(answer.headers.has('location')).toBe(false)
  })

  it('lets no form lead anywhere from a screen that does not exist', async () => {
    const answer = await fetch(`${server.url}/practice/interaction/nobody-knows`)
    expect(policyOf(answer.headers).get('form-action')).toEqual(["'self'"])
  })
})
