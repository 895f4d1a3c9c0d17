import { SiteClient, type SiteResponse } from './cookie-jar.ts'
import { type GenkanServer, startGenkan } from './genkan-server.ts'
import {
  type Endpoint,
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from './hostile-provider/hostile-provider.ts'
import { TestClock, minute } from './test-clock.ts'

/** How one login ended. */
export interface Outcome {
  /** `signs in`, or the code of the refusal. */
  readonly result: string
  /** Names of the failed checks. */
  readonly checks: readonly string[]
  readonly status: number
  readonly signedIn: boolean
  /** What the provider was asked by the app, in order. */
  readonly asked: readonly (Endpoint | undefined)[]
  /** Milliseconds until the answer that ended the login. */
  readonly duration: number
  readonly answer: SiteResponse
  readonly client: SiteClient
}

export interface LoginOptions {
  readonly client?: SiteClient
  /** What the browser asks for: JSON by default. */
  readonly accept?: string
  /** Changes the callback before the browser sends it. */
  readonly tamper?: (callback: URL) => void
}

export const json = 'application/json'
export const html = 'text/html'

/** The site with a provider that misbehaves on demand, both on one clock. */
export class HostileSite {
  readonly provider: HostileProvider
  readonly server: GenkanServer
  readonly clock: TestClock

  private constructor(provider: HostileProvider, server: GenkanServer, clock: TestClock) {
    this.provider = provider
    this.server = server
    this.clock = clock
  }

  static async start(
    client?: HostileProvider['client'],
    env: Readonly<Record<string, string>> = {},
  ): Promise<HostileSite> {
    const clock = new TestClock()
    const provider = await startHostileProvider({ now: clock.now, ...(client && { client }) })
    const server = await startGenkan({
      env: {
        ...clock.env,
        RATE_LIMIT: 'off',
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.client.id,
        OIDC_CLIENT_SECRET: provider.client.secret,
        ...env,
      },
    })
    return new HostileSite(provider, server, clock)
  }

  async stop(): Promise<void> {
    await this.server.stop()
    await this.provider.stop()
    this.clock.remove()
  }

  newClient(): SiteClient {
    return new SiteClient(this.server.url)
  }

  /** Lets the time go by for which the app keeps metadata and keys. */
  forget(): void {
    this.clock.advance(11 * minute)
  }

  /** Takes back what an earlier file told the provider, also from the app's memory. */
  restored(): this {
    this.provider.misbehave({})
    this.forget()
    return this
  }

  /** Begins a login and gives the callback to which the provider sends the browser. */
  async toCallback(client: SiteClient, misbehaviour: Misbehaviour = {}): Promise<URL> {
    this.provider.misbehave(misbehaviour)
    const begun = await client.post('/auth/login', { provider: 'custom' })
    const agreed = await client.follow(begun)
    return new URL(agreed.headers.get('location') ?? '')
  }

  /** A whole login; what the app still remembers of the provider stays. */
  async logIn(misbehaviour: Misbehaviour = {}, options: LoginOptions = {}): Promise<Outcome> {
    const { client = this.newClient(), accept = json, tamper } = options
    const before = this.provider.requests.length
    this.provider.misbehave(misbehaviour)
    let startedAt = performance.now()
    let answer = await client.post('/auth/login', { provider: 'custom' }, { accept })
    if (answer.status === 303) {
      const agreed = await client.follow(answer)
      const callback = new URL(agreed.headers.get('location') ?? '')
      tamper?.(callback)
      startedAt = performance.now()
      answer = await client.get(callback.href, { accept })
    }
    const duration = performance.now() - startedAt
    const session = (await client.get('/auth/session')).json() as { signedIn: boolean }
    const asked = this.provider.requests.slice(before).map(({ endpoint }) => endpoint)
    return {
      ...readAnswer(answer),
      status: answer.status,
      signedIn: session.signedIn,
      asked: asked.filter((endpoint) => endpoint !== 'authorization'),
      duration,
      answer,
      client,
    }
  }
}

function readAnswer(answer: SiteResponse): Pick<Outcome, 'result' | 'checks'> {
  if (answer.status === 303) return { result: 'signs in', checks: [] }
  if (answer.headers.get('content-type')?.includes(json)) {
    const { error } = answer.json() as { error: { code: string; checks: string[] } }
    return { result: error.code, checks: error.checks }
  }
  const main = answer.html().querySelector('main')
  return { result: main?.getAttribute('data-error') ?? `status ${answer.status}`, checks: [] }
}
