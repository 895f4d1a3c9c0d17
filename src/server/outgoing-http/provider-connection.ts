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
import { withinScope } from './fetch-scope.ts'
import {
  type IncomingResponse,
  type OutgoingRequest,
  jsonRequest,
  headerValue,
  isSuccess,
  parsedJson,
} from './messages.ts'
import type { Recorder } from './recorder.ts'
import { sendWithinBounds } from './send-within-bounds.ts'

/** Milliseconds for which a discovery document is used without asking again. */
const metadataLifetime = 10 * 60 * 1000

/** Everything that the app says to one provider, and what it keeps of the answers. */
export class ProviderConnection {
  readonly provider: LoginProvider
  readonly #now: () => number
  readonly #keys: KeySet
  readonly #kept = new Map<ExchangeKind, Exchange>()
  #metadata: { value: ProviderMetadata; loadedAt: number } | undefined

  /** @param now milliseconds since 1970 */
  constructor(provider: LoginProvider, now: () => number) {
    this.provider = provider
    this.#now = now
    this.#keys = new KeySet(now)
  }

  /** The metadata of the last discovery, be it old; undefined before the first. */
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
    const send = (request: OutgoingRequest) =>
      recorder.record('token', request, async (sent) => {
        const response = await sendWithinBounds(sent, this.provider.reach)
        if (isSuccess(response)) expectJson(response, 'code_exchange_failed')
        return response
      })
    return withinScope(send, () => exchangeCode(client, metadata.tokenEndpoint, code, codeVerifier))
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

  /** The claims of the UserInfo endpoint (OIDC Core 5.3); null where there is none. */
  async userInfo(
    { userinfoEndpoint }: ProviderMetadata,
    accessToken: string,
    recorder: Recorder,
  ): Promise<JsonObject | null> {
    if (userinfoEndpoint === null) return null
    const request = jsonRequest(userinfoEndpoint, ['authorization', `Bearer ${accessToken}`])
    return this.#getJson('userinfo', request, recorder, 'provider_unreachable')
  }

  async #getJson(
    kind: ExchangeKind,
    request: OutgoingRequest,
    recorder: Recorder,
    code: OidcErrorCode,
  ): Promise<JsonObject> {
    const response = await recorder.record(kind, request, (sent) =>
      sendWithinBounds(sent, this.provider.reach),
    )
    if (!isSuccess(response)) {
      const subject = `${withoutSearch(request.url)}: status ${response.status}`
      throw new OidcError('provider_unreachable', subject, { subject })
    }
    expectJson(response, code)
    const value = parsedJson(response)
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

function expectJson({ headers }: IncomingResponse, code: OidcErrorCode): void {
  const type = headerValue(headers, 'content-type') ?? ''
  if (/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) return
  throw new OidcError(code, 'the answer is no JSON by its content type', {
    subject: 'content-type',
  })
}

function withoutSearch(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
