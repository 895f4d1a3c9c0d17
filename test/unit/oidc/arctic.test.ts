import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type TokenResponse, authorizationUrl, exchangeCode } from '../../../src/lib/oidc/arctic.ts'
import { OidcError } from '../../../src/lib/oidc/errors.ts'

const client = {
  clientId: 'client-1',
  clientSecret: 'secret-1',
  redirectUri: 'https://app.example/auth/callback/practice',
}
const tokenEndpoint = 'https://provider.example/token'
const healthy = { access_token: 'at', token_type: 'Bearer', id_token: 'a.b.c', expires_in: 3600 }
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const json =
  (value: unknown, status = 200) =>
  () =>
    Response.json(value, { status })

/** Exchanges a code while `answer` stands in for the ambient fetch, which arctic calls. */
async function exchange(
  answer: (request: Request) => Response,
  as = client,
): Promise<TokenResponse> {
  const ambient = globalThis.fetch
  globalThis.fetch = async (input, init) => answer(new Request(input, init))
  try {
    return await exchangeCode(as, tokenEndpoint, 'code-1', 'verifier-1')
  } finally {
    globalThis.fetch = ambient
  }
}

async function failure(answer: (request: Request) => Response): Promise<OidcError> {
  const outcome: unknown = await exchange(answer).catch((error: unknown) => error)
  if (outcome instanceof OidcError) return outcome
  throw new Error('no OidcError was thrown', { cause: outcome })
}

describe('authorizationUrl', () => {
  const secrets = { state: 's', nonce: 'n', codeVerifier: 'v' }
  const endpoint = 'https://provider.example/auth?tenant=a'

  it('asks for a code with state, nonce and PKCE S256', () => {
    const url = authorizationUrl(client, endpoint, secrets, ['openid', 'email'])
    expect(url.href).toMatch(/^https:\/\/provider\.example\/auth\?tenant=a&/)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenant: 'a',
      response_type: 'code',
      client_id: 'client-1',
      redirect_uri: client.redirectUri,
      state: 's',
      nonce: 'n',
      code_challenge_method: 'S256',
      code_challenge: sha256('v'),
      scope: 'openid email',
    })
  })

  it('sets extra parameters as they are', () => {
    const extra = { prompt: 'select_account', ui_locales: 'ja' }
    const { searchParams } = authorizationUrl(client, endpoint, secrets, [], extra)
    expect([searchParams.get('prompt'), searchParams.get('ui_locales')]).toEqual([
      'select_account',
      'ja',
    ])
  })
})

describe('exchangeCode', () => {
  it('sends the code and the verifier, and the client by HTTP Basic', async () => {
    const requests: Request[] = []
    const tokens = await exchange((request) => {
      requests.push(request)
      return json(healthy)()
    })
    expect(tokens).toEqual({ accessToken: 'at', idToken: 'a.b.c' })
    const [request] = requests
    expect([request?.method, request?.url]).toEqual(['POST', tokenEndpoint])
    expect(request?.headers.get('authorization')).toBe(`Basic ${btoa('client-1:secret-1')}`)
    expect(Object.fromEntries(new URLSearchParams(await request?.text()))).toEqual({
      grant_type: 'authorization_code',
      code: 'code-1',
      redirect_uri: client.redirectUri,
      code_verifier: 'verifier-1',
    })
  })

  it('form-encodes the id and the secret of the client for HTTP Basic (RFC 6749, 2.3.1)', async () => {
    const credentials: (string | null)[] = []
    await exchange(
      (request) => {
        credentials.push(request.headers.get('authorization'))
        return json(healthy)()
      },
      { ...client, clientId: 'https://a:1', clientSecret: 'ü +:' },
    )
    expect(credentials).toEqual([`Basic ${btoa('https%3A%2F%2Fa%3A1:%C3%BC+%2B%3A')}`])
  })

  it.each(['bearer', 'BEARER'])('takes the token type %s', async (type) => {
    expect(await exchange(json({ ...healthy, token_type: type }))).toMatchObject({
      accessToken: 'at',
    })
  })

  it.each([
    ['without an ID token', { id_token: undefined }],
    ['with an ID token that is no text', { id_token: { forged: true } }],
  ])('gives an empty ID token for an answer %s', async (_, change) => {
    expect((await exchange(json({ ...healthy, ...change }))).idToken).toBe('')
  })

  it('refuses another token type than Bearer', async () => {
    expect(await failure(json({ ...healthy, token_type: 'DPoP' }))).toMatchObject({
      code: 'code_exchange_failed',
      message: 'the access token is of another type than Bearer',
      details: { subject: 'token_type' },
    })
  })

  it.each(['', 'a\u0000b', '\nat', 'at\r\nx: y', '日本'])(
    'refuses the access token %j, which no header can carry',
    async (token) => {
      expect(await failure(json({ ...healthy, access_token: token }))).toMatchObject({
        code: 'code_exchange_failed',
        message: 'the access token is no text that a header can carry',
        details: { subject: 'access_token' },
      })
    },
  )

  it('says what the provider said', async () => {
    const answer = { error: 'invalid_grant', error_description: ' used before\n' }
    expect(await failure(json(answer, 400))).toMatchObject({
      code: 'code_exchange_failed',
      message: 'the provider refused the code',
      details: { error: 'invalid_grant', description: 'used before' },
    })
  })

  it.each([
    ['no access token', json({ ...healthy, access_token: undefined })],
    ['no token type', json({ ...healthy, token_type: undefined })],
    ['a list', json([])],
    ['text', json('text')],
    ['HTML', () => new Response('<p>no</p>')],
    ['status 400 with text', json('text', 400)],
    ['status 400 with another object', json({ message: 'no' }, 400)],
    ['status 401 with HTML', () => new Response('<p>no</p>', { status: 401 })],
    ['status 403', json({}, 403)],
    ['status 499', json({}, 499)],
  ])('calls it no token response: %s', async (_, answer) => {
    expect(await failure(answer)).toMatchObject({
      code: 'code_exchange_failed',
      message: 'the token endpoint answered something that is no token response',
      details: { subject: 'token endpoint' },
    })
  })

  it.each([500, 503])('blames the provider for status %i', async (status) => {
    expect(await failure(json({}, status))).toMatchObject({
      code: 'provider_unreachable',
      message: 'the token endpoint failed',
      details: { subject: `token endpoint: status ${status}` },
    })
  })

  it('passes on the error with which the bounded fetch gave up, unwrapped', async () => {
    const timedOut = new OidcError('provider_unreachable', 'too late', { timedOut: true })
    const thrown = await failure(() => {
      throw timedOut
    })
    expect(thrown).toBe(timedOut)
  })

  it('calls every other failure of fetch a failed exchange, without its text', async () => {
    const thrown = await failure(() => {
      throw Object.assign(new TypeError('secret-1 was refused'), { status: 500 })
    })
    expect(thrown).toMatchObject({ code: 'code_exchange_failed' })
    expect(JSON.stringify([thrown.message, thrown.details])).not.toContain('secret-1')
  })
})
