import { createHash, randomBytes } from 'node:crypto'
import type { KeyRing } from './keys.ts'
import { type Members, type Misbehaviour, withMembers } from './misbehaviour.ts'
import { healthyToken, lyingToken } from './token-lies.ts'

/** One login at the provider, from the authorization request to UserInfo. */
export interface Grant {
  readonly request: URLSearchParams
  readonly misbehaviour: Misbehaviour
}

interface Provider {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  readonly keys: KeyRing
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface Answer {
  readonly status: number
  readonly value: object
  readonly grant?: Grant | undefined
}

const sub = '42'
const person = { sub, name: 'Test Person', email: 'test.person@example.com' }

/** The codes and access tokens of a provider, and what they are good for. */
export class Grants {
  readonly secrets: string[] = []
  readonly #provider: Provider
  readonly #byCode = new Map<string, Grant>()
  readonly #byAccessToken = new Map<string, Grant>()

  constructor(provider: Provider) {
    this.#provider = provider
  }

  /** Agrees to an authorization request. @returns the redirect back to the app */
  begin(url: URL, misbehaviour: Misbehaviour): string {
    const code = this.#secret('code')
    const request = url.searchParams
    this.#byCode.set(code, { request, misbehaviour })
    const healthy = { code, state: request.get('state'), iss: this.#provider.issuer }
    const location = new URL(request.get('redirect_uri') ?? '')
    for (const [name, value] of Object.entries(withMembers(healthy, misbehaviour.response))) {
      for (const item of [value].flat()) location.searchParams.append(name, String(item))
    }
    return location.href
  }

  /** The token endpoint: takes each code once, from the client that proves possession. */
  async exchange(authorization: string | undefined, form: URLSearchParams): Promise<Answer> {
    const code = form.get('code') ?? ''
    const grant = this.#byCode.get(code)
    this.#byCode.delete(code)
    if (!this.#isClient(authorization, form)) {
      return { status: 401, value: { error: 'invalid_client' } }
    }
    if (!grant || !isComplete(grant, form)) {
      return { status: 400, value: { error: 'invalid_grant' }, grant }
    }
    const { refuses } = grant.misbehaviour
    if (refuses) return { status: 400, value: refuses, grant }
    const accessToken = this.#secret('access')
    this.#byAccessToken.set(accessToken, grant)
    const healthy = {
      access_token: accessToken,
      refresh_token: this.#secret('refresh'),
      token_type: 'Bearer',
      expires_in: 3600,
      id_token: await this.#idToken(grant, accessToken),
    }
    return { status: 200, value: withMembers(healthy, grant.misbehaviour.tokens), grant }
  }

  userinfo(authorization: string | undefined): Answer {
    const grant = this.#byAccessToken.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '')
    if (!grant) return { status: 401, value: { error: 'invalid_token' } }
    return { status: 200, value: withMembers(person, grant.misbehaviour.userinfo), grant }
  }

  async #idToken({ request, misbehaviour }: Grant, accessToken: string): Promise<string> {
    const { keys, client, issuer, now } = this.#provider
    if (misbehaviour.keys === 'a new key, just before signing') await keys.rotate()
    const seconds = Math.floor(now() / 1000)
    const hash = createHash('sha256').update(accessToken).digest()
    const healthy: Members = {
      iss: issuer,
      aud: client.id,
      sub,
      nonce: request.get('nonce'),
      iat: seconds,
      exp: seconds + 3600,
      at_hash: hash.subarray(0, 16).toString('base64url'),
      name: person.name,
    }
    const claims = withMembers(healthy, misbehaviour.claims)
    const attackerUrl = `${issuer}/attacker`
    const material = { keys, claims, clientSecret: client.secret, attackerUrl }
    return misbehaviour.token
      ? lyingToken(misbehaviour.token, material)
      : healthyToken(material, misbehaviour.header)
  }

  /** RFC 6749, 2.3.1: both parts are form-encoded before they go into the header. */
  /** Whether the client's own secret came, in the header or in the form (RFC 6749, 2.3.1). */
  #isClient(authorization: string | undefined, form: URLSearchParams): boolean {
    const { id, secret } = this.#provider.client
    if (authorization === undefined) {
      return form.get('client_id') === id && form.get('client_secret') === secret
    }
    const encode = (part: string) => new URLSearchParams({ '': part }).toString().slice(1)
    const expected = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')
    return authorization === `Basic ${expected}`
  }

  #secret(kind: string): string {
    const secret = `planted-${kind}-${randomBytes(16).toString('hex')}`
    this.secrets.push(secret)
    return secret
  }
}

function isComplete({ request }: Grant, form: URLSearchParams): boolean {
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '')
  return (
    form.get('grant_type') === 'authorization_code' &&
    form.get('redirect_uri') === request.get('redirect_uri') &&
    request.get('code_challenge_method') === 'S256' &&
    challenge.digest('base64url') === request.get('code_challenge')
  )
}
