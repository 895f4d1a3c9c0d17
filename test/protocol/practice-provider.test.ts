import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { toCallback } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()
let clientSecret: string
beforeAll(async () => {
  const database = new DatabaseSync(join(server.dataDir, 'genkan.sqlite'), { readOnly: true })
  const row = database.prepare("SELECT value FROM record WHERE id = 'demo-client-secret'").get()
  clientSecret = (JSON.parse(String(row?.value)) as { secret: string }).secret
  database.close()
})

const clientId = 'demo.apps.genkan.practice'
const codeVerifier = randomBytes(32).toString('base64url')

function authorizationRequest(change: Record<string, string> = {}): string {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: `${server.url}/auth/callback/practice`,
    scope: 'openid email profile',
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  }
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(parameters).toString()}`
}

async function newCode(client: SiteClient, change: Record<string, string> = {}): Promise<string> {
  const chooser = await client.followAll(await client.get(authorizationRequest(change)))
  return new URL(await toCallback(client, chooser)).searchParams.get('code') ?? ''
}

function exchange(code: string, change: Record<string, string> = {}): Promise<Response> {
  const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  return fetch(`${server.url}/practice/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: `${server.url}/auth/callback/practice`,
      code_verifier: codeVerifier,
      code,
      ...change,
    }),
  })
}

describe('the practice provider', () => {
  it('describes itself as Google does', async () => {
    const response = await fetch(`${server.url}/practice/.well-known/openid-configuration`)
    const issuer = `${server.url}/practice`
    const metadata = (await response.json()) as Record<string, unknown>
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/o/oauth2/v2/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/v1/userinfo`,
      jwks_uri: `${issuer}/oauth2/v3/certs`,
      revocation_endpoint: `${issuer}/revoke`,
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      subject_types_supported: ['public'],
      scopes_supported: ['openid', 'email', 'profile'],
    })
    expect(metadata).not.toHaveProperty('end_session_endpoint')
    expect(metadata.claims_supported).toEqual(
      'aud email email_verified exp family_name given_name iat iss name picture sub'.split(' '),
    )
  })

  it('is not moved by a Host that somebody made up', async () => {
    for (const headers of [
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
    ]) {
      const response = await fetch(server.url + authorizationRequest(), {
        headers,
        redirect: 'manual',
      })
      expect(response.headers.get('location')).toMatch(/^\/practice\/interaction\/[\w-]+$/)
    }
    const client = new SiteClient(server.url)
    const chooser = await client.followAll(await client.get(authorizationRequest()))
    expect(await toCallback(client, chooser)).toMatch(new RegExp(`^${server.url}/auth/callback`))
  })

  it('gives tokens for a code, once, even to two requests at the same time', async () => {
    const code = await newCode(new SiteClient(server.url))
    const answers = await Promise.all([exchange(code), exchange(code), exchange(code)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    const refused = answers.find(({ status }) => status === 400)
    expect(await refused?.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange(code)).status).toBe(400)
  })

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect URI', { redirect_uri: 'http://localhost:8501/oauth2callback' }],
    ['an invented code', { code: 'invented' }],
  ])('refuses %s', async (_, change) => {
    const response = await exchange(await newCode(new SiteClient(server.url)), change)
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: 'invalid_grant' },
    ])
  })

  it('leaves out the claims of scopes that were not asked for', async () => {
    const code = await newCode(new SiteClient(server.url), { scope: 'openid' })
    const tokens = (await (await exchange(code)).json()) as { id_token: string }
    const payload = Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString()
    const claims = Object.keys(JSON.parse(payload) as object)
    expect(claims.sort()).toEqual(['at_hash', 'aud', 'azp', 'exp', 'iat', 'iss', 'nonce', 'sub'])
  })

  it.each([
    ['a client it does not know', { client_id: 'nobody' }, 401, 'invalid_client'],
    [
      'a redirect URI that is not registered',
      { redirect_uri: 'https://evil.example/' },
      400,
      'redirect_uri_mismatch',
    ],
  ])('shows a page of its own for %s', async (_, change, status, error) => {
    const client = new SiteClient(server.url)
    const page = await client.get(authorizationRequest(change), { 'accept-language': 'ja' })
    expect(page.status).toBe(status)
    expect(page.html().querySelector('main')?.getAttribute('data-practice-error')).toBe(error)
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
  })

  it('speaks the language that the app asks for', async () => {
    const client = new SiteClient(server.url)
    const page = await client.followAll(
      await client.get(authorizationRequest({ ui_locales: 'ja' })),
    )
    expect(page.html().querySelector('html')?.getAttribute('lang')).toBe('ja')
    expect(page.html().querySelectorAll('input[type=password]')).toEqual([])
  })

  it('shows the screen to nobody but the browser that began', async () => {
    const client = new SiteClient(server.url)
    const begun = await client.get(authorizationRequest())
    const path = begun.headers.get('location') ?? ''
    expect((await client.get(path)).status).toBe(200)
    expect((await new SiteClient(server.url).get(path)).status).toBe(400)
    const stolen = await new SiteClient(server.url).post(path, { account: '104729000000000000017' })
    expect(stolen.status).toBe(400)
  })

  it('takes no answer from another site', async () => {
    const client = new SiteClient(server.url)
    const chooser = await client.followAll(await client.get(authorizationRequest()))
    const headers = { Origin: 'https://evil.example' }
    const response = await client.post(chooser.url, { account: '104729000000000000017' }, headers)
    expect(response.headers.has('location')).toBe(false)
  })
})
