import { parseSetCookie, stringifyCookie } from 'cookie'
import { OidcError } from '../../lib/oidc/errors.ts'
import { providerErrorText } from '../../lib/oidc/provider-error-text.ts'
import { recordedRequest, recordedResponse } from '../outgoing-http/recorder.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import { requestPracticeProvider } from './practice-adapter.ts'
import type { Site } from '../site.ts'

/** Redirects of one login: account chooser, consent, and the returns between them. */
const hopLimit = 8
const screen = /^\/practice\/interaction\/([\w-]+)$/

/**
 * A minimal HTTP client that logs in at the practice provider as a person would: it has its own
 * cookies, chooses an account and agrees to everything.
 */
export class PracticeBrowser {
  readonly #site: Site
  readonly #cookies = new Map<string, string>()
  /** `sub` of the person. */
  readonly #account: string

  constructor(site: Site, account: string) {
    this.#site = site
    this.#account = account
  }

  /**
   * Follows an authorization request to the authorization response, the redirect to the app.
   * @throws OidcError `provider_error` where the provider shows an error or never redirects there
   */
  async authorize(url: URL, redirectUri: string): Promise<{ callback: URL; exchange: Exchange }> {
    const { now } = this.#site
    const startedAt = now()
    let target = url.href
    for (let hops = 0; hops < hopLimit; hops += 1) {
      const response = await this.#visit(target)
      const callback = new URL(response.headers.get('location') ?? '', url)
      if (callback.href.startsWith(`${redirectUri}?`)) {
        const messages = {
          request: recordedRequest(new Request(url), null),
          response: recordedResponse(response, await response.text()),
        }
        const duration = now() - startedAt
        const parties = { from: 'browser', to: 'provider' } as const
        return {
          callback,
          exchange: { kind: 'authorization', ...parties, startedAt, duration, ...messages },
        }
      }
      target = await this.#answerScreen(callback)
    }
    throw lost('it kept redirecting')
  }

  async #visit(target: string): Promise<Response> {
    const request = new Request(target, { headers: { cookie: this.#cookieHeader() } })
    const answer = await requestPracticeProvider(request, this.#site)
    if (!(answer instanceof Response)) {
      const words = providerErrorText(answer.error, answer.description)
      throw new OidcError('provider_error', 'the practice provider shows an error', words)
    }
    for (const header of answer.headers.getSetCookie()) this.#keep(header)
    return answer
  }

  /** Submits the screen (account chooser or consent) that the provider redirected to. */
  async #answerScreen({ pathname }: URL): Promise<string> {
    const uid = screen.exec(pathname)?.[1]
    if (uid === undefined) throw lost('it led to no screen')
    const { interactions } = this.#site.practice
    const cookies = this.#cookieHeader()
    const step = await interactions.current(uid, cookies)
    const next =
      step?.step === 'consent'
        ? await interactions.agree(uid, cookies)
        : await interactions.chooseAccount(uid, cookies, this.#account)
    if (typeof next !== 'string') throw lost('its screen took no answer')
    return next
  }

  // Cookie paths are ignored: within one login no two cookies share a name.
  #keep(header: string): void {
    const { name, value, maxAge, expires } = parseSetCookie(header)
    const over = maxAge === 0 || (expires !== undefined && expires.getTime() < this.#site.now())
    if (over || value === undefined || value === '') this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }

  #cookieHeader(): string {
    return stringifyCookie(Object.fromEntries(this.#cookies))
  }
}

function lost(what: string): OidcError {
  return new OidcError('provider_error', `the practice provider: ${what}`, { subject: what })
}
