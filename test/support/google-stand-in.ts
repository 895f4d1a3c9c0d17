import { fileURLToPath } from 'node:url'
import type { SiteClient, SiteResponse } from './cookie-jar.ts'
import {
  type HostileProvider,
  type Misbehaviour,
  startHostileProvider,
} from './hostile-provider/hostile-provider.ts'

const issuer = 'https://accounts.google.com'

/** A provider that takes Google's part: its addresses, with a key of its own. */
export class GoogleStandIn {
  readonly provider: HostileProvider

  private constructor(provider: HostileProvider) {
    this.provider = provider
    this.misbehave({})
  }

  static async start(client: { readonly id: string; readonly secret: string }) {
    return new GoogleStandIn(await startHostileProvider({ client }))
  }

  /** Variables for a server that takes it for Google. */
  get environment(): Readonly<Record<string, string>> {
    const hook = fileURLToPath(new URL('google-hook.ts', import.meta.url))
    return { NODE_OPTIONS: `--import=${hook}`, GOOGLE_STAND_IN: this.provider.issuer }
  }

  /** Healthy is what Google says of itself (discovery document of 2026-08-07). */
  misbehave({ claims, ...others }: Misbehaviour): void {
    this.provider.misbehave({
      discovery: {
        issuer,
        authorization_endpoint: `${issuer}/o/oauth2/v2/auth`,
        token_endpoint: 'https://oauth2.googleapis.com/token',
        jwks_uri: 'https://www.googleapis.com/oauth2/v3/certs',
        userinfo_endpoint: 'https://openidconnect.googleapis.com/v1/userinfo',
        end_session_endpoint: undefined,
      },
      response: { iss: issuer },
      claims: { iss: issuer, ...claims },
      ...others,
    })
  }

  /** Agrees as a person would on Google's page. @returns the address that Google leads back to */
  async agree(client: SiteClient, begun: SiteResponse): Promise<string> {
    const { search } = new URL(begun.headers.get('location') ?? '')
    const agreed = await client.get(`${this.provider.issuer}/auth${search}`)
    return agreed.headers.get('location') ?? ''
  }

  stop(): Promise<void> {
    return this.provider.stop()
  }
}
