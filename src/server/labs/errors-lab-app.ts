import { authorizationUrl } from '../../lib/oidc/arctic.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { practiceClient } from '../../lib/snippets/preregistered-client.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import { practicePaths } from '../../practice/configuration.ts'
import { personas } from '../../practice/personas.ts'
import { deriveLoginSecrets, newLoginSeed } from '../login/login-secrets.ts'
import { Recorder, recordedRequest } from '../outgoing-http/recorder.ts'
import { sendInProcess } from '../outgoing-http/send-in-process.ts'
import { requestPracticeProvider } from '../practice/practice-adapter.ts'
import type { Site } from '../site.ts'
import { PracticeBrowser } from '../practice/practice-browser.ts'

/** Overrides of request parameters; undefined leaves one out. */
type Change = Readonly<Record<string, string | undefined>>

/** `User-Agent` of an Android web view: `wv`. */
const embeddedBrowser =
  'Mozilla/5.0 (Linux; Android 16; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36'
const redirectUri = practiceClient.redirectUris.streamlit

/**
 * Client that makes a mistake on purpose, in the name of the reader's practice app. Requests go to
 * the practice provider in this process, not over the network.
 */
export class ErrorsLabApp {
  readonly #site: Site
  readonly #recorder: Recorder
  readonly #secrets = deriveLoginSecrets(newLoginSeed())
  #lastError = { error: '', description: '' }

  constructor(site: Site) {
    this.#site = site
    this.#recorder = new Recorder(site.now)
  }

  get exchanges(): readonly Exchange[] {
    return this.#recorder.exchanges
  }

  /** Error of the last response (RFC 6749, 5.2); empty strings where it was a success. */
  get lastError(): { readonly error: string; readonly description: string } {
    return this.#lastError
  }

  /** Gets a code for a practice person and sends it to the token endpoint. @throws OidcError */
  async sendCode(change: Change, times = 1): Promise<void> {
    const code = await this.#newCode()
    for (let sent = 0; sent < times; sent += 1) await this.#sendToken({ code, ...change })
  }

  /** Sends an invented code to the token endpoint. @throws OidcError */
  sendInvented(change: Change): Promise<void> {
    return this.#sendToken({ code: 'invented', ...change })
  }

  /** Sends the authorization request with the `User-Agent` of an embedded browser. */
  async openEmbedded(): Promise<void> {
    const headers = { 'user-agent': embeddedBrowser }
    const request = new Request(this.#authorizationUrl(), { headers })
    const { now } = this.#site
    const startedAt = now()
    const recorded = recordedRequest(request, null)
    const answer = await requestPracticeProvider(request, this.#site)
    if (answer instanceof Response) throw new Error('the provider let an embedded browser in')
    const { status, error, description } = answer
    this.#lastError = { error, description }
    this.#recorder.add({
      ...{ kind: 'authorization', from: 'browser', to: 'provider' },
      ...{ startedAt, duration: now() - startedAt, request: recorded },
      // The page shows error and description itself.
      response: { status, headers: [], location: [], body: null },
    })
  }

  async #newCode(): Promise<string> {
    const browser = new PracticeBrowser(this.#site, personas[0]?.sub ?? '')
    const { callback } = await browser.authorize(this.#authorizationUrl(), redirectUri)
    const code = callback.searchParams.get('code')
    if (code === null) throw new OidcError('provider_error', 'the practice provider gave no code')
    return code
  }

  async #sendToken(change: Change): Promise<void> {
    const parameters = {
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      client_id: practiceClient.clientId,
      client_secret: practiceClient.clientSecret,
      code_verifier: this.#secrets.codeVerifier,
      ...change,
    }
    const sent = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1])
    const body = new URLSearchParams(sent)
    const request = new Request(this.#endpoint('token'), { method: 'POST', body })
    const response = await this.#recorder.record('token', request, (asked) =>
      sendInProcess(asked, this.#site),
    )
    const answer = (await response.json()) as { error?: string; error_description?: string }
    this.#lastError = {
      error: answer.error ?? '',
      description: answer.error_description ?? '',
    }
  }

  #authorizationUrl(): URL {
    const { clientId, clientSecret } = practiceClient
    const client = { clientId, clientSecret, redirectUri }
    const scopes = ['openid', 'email', 'profile']
    return authorizationUrl(client, this.#endpoint('authorization'), this.#secrets, scopes)
  }

  #endpoint(name: 'authorization' | 'token'): string {
    return this.#site.practice.issuer + practicePaths[name]
  }
}
