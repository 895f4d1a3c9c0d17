import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'

export interface TestProvider {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Requests received so far, `METHOD /path`. */
  readonly requests: readonly string[]
  stop(): Promise<void>
}

interface Grant {
  readonly nonce: string | null
  readonly codeChallenge: string | null
}

const client = { id: 'genkan-test', secret: 'secret-of-the-test-client' }
const sub = '42'

/**
 * A small OpenID provider on loopback that agrees to everything at once. It shares no code with
 * the site, so that what it says proves something. Unlike Google it offers a log-out.
 */
export async function startTestProvider(): Promise<TestProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' }
  const grants = new Map<string, Grant>()
  const requests: string[] = []
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://localhost:${address.port}`

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', issuer)
    requests.push(`${request.method} ${url.pathname}`)
    const json = (value: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (url.pathname === '/.well-known/openid-configuration') return json(metadata(issuer))
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/auth') return authorize(url, response)
    if (url.pathname === '/userinfo') return json({ sub, name: 'Test Person' })
    if (url.pathname !== '/token') return response.writeHead(404).end()
    const form = new URLSearchParams(await text(request))
    const grant = grants.get(form.get('code') ?? '')
    grants.delete(form.get('code') ?? '')
    if (!grant || !isClient(request) || !provesPossession(grant, form)) {
      return json({ error: 'invalid_grant' }, 400)
    }
    const accessToken = randomBytes(16).toString('hex')
    return json({ access_token: accessToken, token_type: 'bearer', id_token: await idToken(grant) })
  }

  function authorize(url: URL, response: ServerResponse) {
    const code = randomUUID()
    const { searchParams: query } = url
    grants.set(code, { nonce: query.get('nonce'), codeChallenge: query.get('code_challenge') })
    const location = new URL(query.get('redirect_uri') ?? '')
    location.searchParams.set('code', code)
    location.searchParams.set('state', query.get('state') ?? '')
    response.writeHead(302, { location: location.href }).end()
  }

  function idToken({ nonce }: Grant): Promise<string> {
    return new SignJWT({ nonce, name: 'Test Person' })
      .setProtectedHeader({ alg: 'RS256', kid: jwk.kid })
      .setIssuer(issuer)
      .setAudience(client.id)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey)
  }

  return {
    issuer,
    client,
    requests,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/logout`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  }
}

function isClient(request: IncomingMessage): boolean {
  const expected = Buffer.from(`${client.id}:${client.secret}`).toString('base64')
  return request.headers.authorization === `Basic ${expected}`
}

function provesPossession({ codeChallenge }: Grant, form: URLSearchParams): boolean {
  const verifier = form.get('code_verifier') ?? ''
  return createHash('sha256').update(verifier).digest('base64url') === codeChallenge
}
