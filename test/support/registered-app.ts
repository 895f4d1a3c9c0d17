import type { NewClient } from './console-visitor.ts'
import { SiteClient, type SiteResponse } from './cookie-jar.ts'
import { people } from './practice-login.ts'

/** Other parameters of a request; undefined leaves one out. */
export type Change = Readonly<Record<string, string | undefined>>

/** What an app at {@link redirectUri} does with its client of the practice console. */
export class RegisteredApp {
  static readonly redirectUri = 'http://localhost:8501/oauth2callback'
  readonly #site: string
  readonly #client: NewClient

  constructor(site: string, client: NewClient) {
    this.#site = site
    this.#client = client
  }

  /** Path and query of an authorization request. */
  authorizationRequest(change: Change = {}): string {
    const parameters = {
      ...{ response_type: 'code', client_id: this.#client.clientId },
      ...{ redirect_uri: RegisteredApp.redirectUri },
      ...{ scope: 'openid email profile', state: 'a-state', ...change },
    }
    return `/practice/o/oauth2/v2/auth?${present(parameters)}`
  }

  /** Begins in a browser of its own, and answers what came after the choice of a person. */
  choose(person: keyof typeof people, change: Change = {}): Promise<SiteResponse> {
    return this.#chooseIn(new SiteClient(this.#site), person, change)
  }

  /** The code of a whole login as 山田太郎. */
  async newCode(): Promise<string> {
    const browser = new SiteClient(this.#site)
    const consent = await browser.followAll(await this.#chooseIn(browser, 'taro', {}))
    const agreed = await browser.submit(consent, { button: 'button[value=agree]' })
    const answer = await browser.follow(agreed)
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }

  /** Status and body of a token request. */
  async token(change: Change, code = 'no-code'): Promise<[number, unknown]> {
    const { clientId: client_id, clientSecret: client_secret } = this.#client
    const form = {
      ...{ grant_type: 'authorization_code', redirect_uri: RegisteredApp.redirectUri, code },
      ...{ client_id, client_secret, ...change },
    }
    const response = await fetch(`${this.#site}/practice/token`, {
      method: 'POST',
      body: present(form),
    })
    return [response.status, await response.json()]
  }

  async #chooseIn(
    browser: SiteClient,
    person: keyof typeof people,
    change: Change,
  ): Promise<SiteResponse> {
    const chooser = await browser.followAll(await browser.get(this.authorizationRequest(change)))
    return browser.submit(chooser, { button: `button[value="${people[person]}"]` })
  }
}

/** The error page of the practice provider that came, as status and code. */
export function shownError(answer: SiteResponse): [status: number, error: string | undefined] {
  const main = answer.html().querySelector('main')
  return [answer.status, main?.getAttribute('data-practice-error')]
}

function present(parameters: Change): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
