import type { JSONWebKeySet } from 'jose'
import { decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import {
  type LoginSecrets,
  type TokenResponse,
  authorizationUrl,
  exchangeCode,
  generateLoginSecrets,
} from '../../lib/oidc/arctic.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { checkIdToken, failedChecks } from '../../lib/oidc/id-token-checks.ts'
import { KeySet } from '../../lib/oidc/key-set.ts'
import {
  type ProviderMetadata,
  discoveryUrl,
  readProviderMetadata,
} from '../../lib/oidc/provider-metadata.ts'
import { providerWords } from '../../lib/oidc/provider-words.ts'
import {
  type ScopeRun,
  knownClaims,
  rawAnswer,
  requestLines,
} from '../../lib/scopes/scope-comparison.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import { personas } from '../../practice/personas.ts'
import { withinScope } from '../outgoing-http/fetch-scope.ts'
import {
  type IncomingResponse,
  type OutgoingRequest,
  jsonRequest,
  parsedJson,
} from '../outgoing-http/messages.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { readResponse, webRequest } from '../outgoing-http/web-messages.ts'
import { answerAsPracticeProvider } from '../practice-mount.ts'
import type { LoginProvider } from '../providers.ts'
import type { Runtime } from '../runtime.ts'
import { PracticeBrowser } from './practice-browser.ts'

/**
 * The demo's app, logging a practice person in for the reader. Every message goes to the practice
 * provider itself, without the network between; nothing of the login outlives it.
 */
export class PracticeApp {
  readonly #runtime: Runtime
  readonly #provider: LoginProvider
  readonly #metadata: ProviderMetadata
  readonly #keys: KeySet

  private constructor(runtime: Runtime, provider: LoginProvider, metadata: ProviderMetadata) {
    this.#runtime = runtime
    this.#provider = provider
    this.#metadata = metadata
    this.#keys = new KeySet(runtime.now)
  }

  /** @throws OidcError where the provider does not describe itself */
  static async discover(runtime: Runtime): Promise<PracticeApp> {
    const provider = runtime.connections.get('practice')?.provider
    if (!provider) throw new Error('there is no practice provider')
    const { issuer } = provider
    const response = await send(jsonRequest(discoveryUrl(issuer)), runtime)
    const metadata = readProviderMetadata(parsedJson(response), issuer)
    return new PracticeApp(runtime, provider, metadata)
  }

  /** One login of the first practice person, all messages kept. @throws OidcError */
  async logIn(scope: ScopeRun['scope']): Promise<ScopeRun> {
    const secrets = generateLoginSecrets()
    const { authorization, code } = await this.#authorize(secrets, scope)
    const recorder = new Recorder(this.#runtime.now)
    const tokens = await this.#exchange(code, secrets, recorder)
    await this.#askUserInfo(tokens, recorder)
    const [token, userInfo] = recorder.exchanges
    if (!token || !userInfo) throw new Error('a message was not recorded')
    return {
      scope,
      request: requestLines(authorization.request),
      token: rawAnswer(token),
      userInfo: rawAnswer(userInfo),
      identity: tokens.idToken === '' ? null : await this.#identity(tokens, secrets),
    }
  }

  async #authorize(
    secrets: LoginSecrets,
    scope: string,
  ): Promise<{ authorization: Exchange; code: string }> {
    const { client, issuer } = this.#provider
    const { authorizationEndpoint } = this.#metadata
    const url = authorizationUrl(client, authorizationEndpoint, secrets, scope.split(' '), {
      prompt: 'select_account',
    })
    const browser = new PracticeBrowser(this.#runtime, personas[0]?.sub ?? '')
    const { callback, exchange } = await browser.authorize(url, client.redirectUri)
    const {
      code,
      state,
      iss,
      error,
      error_description: description,
    } = Object.fromEntries(callback.searchParams)
    if (state !== secrets.state) throw new OidcError('state_mismatch', 'another state came back')
    if (iss !== issuer) throw new OidcError('response_issuer_mismatch', 'another issuer answered')
    if (code === undefined) {
      throw new OidcError('provider_error', 'no code', providerWords(error ?? '', description))
    }
    return { authorization: exchange, code }
  }

  #exchange(code: string, secrets: LoginSecrets, recorder: Recorder): Promise<TokenResponse> {
    const ask = (request: OutgoingRequest) =>
      recorder.record('token', request, (sent) => send(sent, this.#runtime))
    const { client } = this.#provider
    const { tokenEndpoint } = this.#metadata
    return withinScope(ask, () => exchangeCode(client, tokenEndpoint, code, secrets.codeVerifier))
  }

  async #askUserInfo({ accessToken }: TokenResponse, recorder: Recorder): Promise<void> {
    const { userinfoEndpoint } = this.#metadata
    if (userinfoEndpoint === null) throw new Error('the practice provider has no UserInfo endpoint')
    const request = jsonRequest(userinfoEndpoint, ['authorization', `Bearer ${accessToken}`])
    await recorder.record('userinfo', request, (sent) => send(sent, this.#runtime))
  }

  /** What the ID token says, once every check of the login has had its say. */
  async #identity(
    { idToken, accessToken }: TokenResponse,
    { nonce }: LoginSecrets,
  ): Promise<NonNullable<ScopeRun['identity']>> {
    const { acceptedIssuers, client } = this.#provider
    const load = async () =>
      parsedJson(await send(jsonRequest(this.#metadata.jwksUri), this.#runtime)) as JSONWebKeySet
    const checks = await checkIdToken(idToken, {
      issuers: acceptedIssuers,
      clientId: client.clientId,
      nonce,
      accessToken,
      algorithms: this.#metadata.idTokenSigningAlgorithms,
      verifySignature: (jws, algorithms) => this.#keys.verifies(jws, algorithms, load),
      now: Math.floor(this.#runtime.now() / 1000),
    })
    const claims = knownClaims(decodeJwt(idToken)?.payload ?? {})
    return { claims, checks: checks.length, failed: failedChecks(checks).length }
  }
}

async function send(request: OutgoingRequest, runtime: Runtime): Promise<IncomingResponse> {
  const answer = await answerAsPracticeProvider(webRequest(request), runtime)
  if (answer instanceof Response) return readResponse(answer)
  const subject = `${new URL(request.url).pathname}: status ${answer.status}`
  throw new OidcError('provider_unreachable', subject, { subject })
}
