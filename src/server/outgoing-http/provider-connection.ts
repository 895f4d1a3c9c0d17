import type { JSONWebKeySet } from 'jose'
import { type JsonObject, isJsonObject } from '../../lib/jwt/json-object.ts'
import { type ClientRegistration, type TokenResponse, exchangeCode } from '../../lib/oidc/arctic.ts'
import { OidcError, type OidcErrorCode } from '../../lib/oidc/errors.ts'
import { KeySet } from '../../lib/oidc/key-set.ts'
import {
  type ProviderMetadata,
  discoveryUrl,
  readProviderMetadata,
} from '../../lib/oidc/provider-metadata.ts'
import type { Exchange, ExchangeKind } from '../../lib/transcript/transcript.ts'
import type { LoginProvider } from '../providers.ts'
import { jsonRequest, parsedJson } from './json.ts'
import type { Recorder } from './recorder.ts'
import { withFetch } from './scoped-fetch.ts'
import { type Send, sendWithinBounds } from './send-within-bounds.ts'

/** Milliseconds for which a discovery document is cached. */
const metadataLifetime = 10 * 60 * 1000

/** The app's requests to one provider, with a cache of its discovery document and keys. */
export class ProviderConnection {
  readonly provider: LoginProvider
  readonly #now: () => number
  readonly #send: Send
  readonly #keys: KeySet
  /** The exchanges that filled the cache: a transcript shows them as cached. */
  readonly #kept = new Map<ExchangeKind, Exchange>()
  #metadata: { value: ProviderMetadata; loadedAt: number } | undefined

  /**
   * @param now milliseconds since 1970
   * @param send over the network, with time-out and size limit; tests and labs replace it
   */
  constructor(
    provider: LoginProvider,
    now: () => number,
    send: Send = (request) => sendWithinBounds(request, provider.reach),
  ) {
    this.provider = provider
    this.#now = now
    this.#send = send
    this.#keys = new KeySet(now)
  }

  /** The cached metadata, even if it has expired; undefined before the first discovery. */
  get knownMetadata(): ProviderMetadata | undefined {
    return this.#metadata?.value
  }

  /** The provider's metadata, by discovery. @throws OidcError */
  async metadata(recorder: Recorder): Promise<ProviderMetadata> {
    const { issuer } = this.provider
    if (this.#metadata && this.#now() - this.#metadata.loadedAt < metadataLifetime) {
      this.#addKept('discovery', recorder)
      return this.#metadata.value
    }
    const request = jsonRequest(discoveryUrl(issuer))
    const document = await this.#getJson('discovery', request, recorder, 'discovery_invalid')
    const value = readProviderMetadata(document, issuer)
    this.#metadata = { value, loadedAt: this.#now() }
    this.#keep('discovery', recorder)
    return value
  }

  /** Exchanges a code for tokens at the token endpoint. @throws OidcError */
  async exchange(
    metadata: ProviderMetadata,
    client: ClientRegistration,
    code: string,
    codeVerifier: string,
    recorder: Recorder,
  ): Promise<TokenResponse> {
    const send = (request: Request) =>
      recorder.record('token', request, async (sent) => {
        const response = await this.#send(sent)
        if (response.ok) expectJson(response, 'code_exchange_failed')
        return response
      })
    return withFetch(send, () => exchangeCode(client, metadata.tokenEndpoint, code, codeVerifier))
  }

  /** Whether one of the provider's published keys made this signature. @throws OidcError */
  async verifySignature(
    metadata: ProviderMetadata,
    jws: string,
    algorithms: readonly string[],
    recorder: Recorder,
  ): Promise<boolean> {
    let loaded = false
    const load = async () => {
      loaded = true
      const request = jsonRequest(metadata.jwksUri)
      const keys = await this.#getJson('keys', request, recorder, 'discovery_invalid')
      this.#keep('keys', recorder)
      return keys as unknown as JSONWebKeySet
    }
    const verified = await this.#keys.verifies(jws, algorithms, load)
    if (!loaded) this.#addKept('keys', recorder)
    return verified
  }

  /**
   * The claims of the UserInfo endpoint (OIDC Core 5.3); null where there is none.
   * @throws OidcError
   */
  async userInfo(
    { userinfoEndpoint }: ProviderMetadata,
    accessToken: string,
    recorder: Recorder,
  ): Promise<JsonObject | null> {
    if (userinfoEndpoint === null) return null
    const request = jsonRequest(userinfoEndpoint, { authorization: `Bearer ${accessToken}` })
    return this.#getJson('userinfo', request, recorder, 'provider_unreachable')
  }

  async #getJson(
    kind: ExchangeKind,
    request: Request,
    recorder: Recorder,
    code: OidcErrorCode,
  ): Promise<JsonObject> {
    const response = await recorder.record(kind, request, this.#send)
    if (!response.ok) {
      const subject = `${withoutSearch(request.url)}: status ${response.status}`
      throw new OidcError('provider_unreachable', subject, { subject })
    }
    expectJson(response, code)
    const value = await parsedJson(response)
    if (isJsonObject(value)) return value
    throw new OidcError(code, 'the answer is no JSON object', {
      subject: withoutSearch(request.url),
    })
  }

  #keep(kind: ExchangeKind, { exchanges }: Recorder): void {
    const exchange = exchanges.findLast((candidate) => candidate.kind === kind)
    if (exchange) this.#kept.set(kind, exchange)
  }

  #addKept(kind: ExchangeKind, recorder: Recorder): void {
    const exchange = this.#kept.get(kind)
    if (exchange)
      recorder.add({ ...exchange, startedAt: this.#now(), duration: null, cached: true })
  }
}

function expectJson({ headers }: Response, code: OidcErrorCode): void {
  const type = headers.get('content-type') ?? ''
  if (/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) return
  throw new OidcError(code, 'the answer is no JSON by its content type', {
    subject: 'content-type',
  })
}

function withoutSearch(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
