import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { sendFaulty } from './faults.ts'
import { type Grant, Grants } from './grants.ts'
import { KeyRing } from './keys.ts'
import { type Endpoint, type Members, type Misbehaviour, withMembers } from './misbehaviour.ts'
import { attackerKeySet } from './token-lies.ts'

export type { Endpoint, Members, Misbehaviour } from './misbehaviour.ts'

export interface ReceivedRequest {
  /** Undefined for a path to which nothing healthy leads. */
  readonly endpoint: Endpoint | undefined
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: URLSearchParams
  /** Bytes of the answer that the other side has taken so far. */
  bytesTaken(): number
}

export interface HostileProvider {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  readonly keys: KeyRing
  /** Everything received so far. */
  readonly requests: readonly ReceivedRequest[]
  /** Codes and tokens handed out so far: what must show up nowhere. */
  readonly secrets: readonly string[]
  /** How often an endpoint was asked. */
  asked(endpoint: Endpoint): number
  /** From now on; a login that has begun at the authorization endpoint keeps what it began with. */
  misbehave(misbehaviour: Misbehaviour): void
  stop(): Promise<void>
}

export interface HostileProviderOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly client?: { readonly id: string; readonly secret: string }
}

const paths: Readonly<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'keys',
  '/auth': 'authorization',
  '/token': 'token',
  '/userinfo': 'userinfo',
}

/**
 * An OpenID provider on loopback that agrees to everything at once, and misbehaves when told to. It
 * shares no code with the site, so that what it says proves something.
 */
export async function startHostileProvider(
  options: HostileProviderOptions = {},
): Promise<HostileProvider> {
  const client = options.client ?? { id: 'genkan-test', secret: 'planted-client-secret' }
  const keys = await KeyRing.create()
  const requests: ReceivedRequest[] = []
  let misbehaviour: Misbehaviour = {}
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://localhost:${address.port}`
  const grants = new Grants({ issuer, client, keys, now: options.now ?? Date.now })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', issuer)
    const endpoint = paths[url.pathname]
    const body = new URLSearchParams(await text(request))
    const { method = '', headers, socket } = request
    const before = socket.bytesWritten
    const bytesTaken = () => socket.bytesWritten - before - socket.writableLength
    requests.push({ endpoint, method, path: url.pathname, headers, body, bytesTaken })
    if (endpoint === 'authorization') {
      return response.writeHead(302, { location: grants.begin(url, misbehaviour) }).end()
    }
    const { status, value, grant } = await healthyAnswer(endpoint, request, body)
    const fault = endpoint && (grant?.misbehaviour ?? misbehaviour).faults?.[endpoint]
    if (fault) return sendFaulty(fault, response, JSON.stringify(value))
    const type = { 'content-type': 'application/json; charset=utf-8' }
    return response.writeHead(status, type).end(JSON.stringify(value))
  }

  async function healthyAnswer(
    endpoint: Endpoint | undefined,
    { headers }: IncomingMessage,
    body: URLSearchParams,
  ): Promise<{ status: number; value: object; grant?: Grant | undefined }> {
    const { discovery, keys: keysLie } = misbehaviour
    if (endpoint === 'discovery') return ok(withMembers(metadata(issuer), discovery))
    if (endpoint === 'keys') return ok(keys.published(keysLie))
    if (endpoint === 'token') return grants.exchange(headers.authorization, body)
    if (endpoint === 'userinfo') return grants.userinfo(headers.authorization)
    return ok(await attackerKeySet(keys))
  }

  return {
    issuer,
    client,
    keys,
    requests,
    secrets: grants.secrets,
    asked: (endpoint) => requests.filter((request) => request.endpoint === endpoint).length,
    misbehave: (change) => void (misbehaviour = change),
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function ok(value: object) {
  return { status: 200, value }
}

function metadata(issuer: string): Members {
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
    authorization_response_iss_parameter_supported: true,
  }
}
