import { type PracticeProvider, demoClientId } from '../practice/practice-provider.ts'
import type { ClientRegistration } from '../lib/oidc/arctic.ts'
import type { Environment } from './environment.ts'
import type { Reach } from './outgoing-http/send-within-bounds.ts'

export const providerIds = ['practice', 'google', 'custom'] as const
export type ProviderId = (typeof providerIds)[number]

/** A provider to log in with, and our client registration there. */
export interface LoginProvider {
  readonly id: ProviderId
  readonly name: string
  readonly issuer: string
  /** Accepted values of `iss` in an ID token. */
  readonly acceptedIssuers: readonly string[]
  readonly client: ClientRegistration
  /** `public` for an issuer that the operator did not configure (SSRF protection). */
  readonly reach: Reach
}

/** The redirect URI: one path per provider (mix-up protection). */
export function callbackUri(siteUrl: string, id: ProviderId): string {
  return `${siteUrl}/auth/callback/${id}`
}

/** The providers that are configured, the practice provider first. */
export function loginProviders(
  environment: Environment,
  practice: PracticeProvider,
): ReadonlyMap<ProviderId, LoginProvider> {
  const { siteUrl, google, custom } = environment
  const providers = new Map<ProviderId, LoginProvider>()
  const add = (id: ProviderId, name: string, issuer: string, client: Credentials) =>
    providers.set(id, {
      id,
      name,
      issuer,
      acceptedIssuers: id === 'google' ? [issuer, 'accounts.google.com'] : [issuer],
      client: { ...client, redirectUri: callbackUri(siteUrl, id) },
      // The operator configured all three; a custom provider may be in a private network.
      reach: 'anywhere',
    })
  add('practice', 'Practice', practice.issuer, {
    clientId: demoClientId,
    clientSecret: practice.demoClientSecret,
  })
  if (google) add('google', 'Google', googleIssuer, google)
  if (custom) add('custom', custom.name, custom.issuer, custom)
  return providers
}

/** Client credentials. */
export type Credentials = Pick<ClientRegistration, 'clientId' | 'clientSecret'>

const googleIssuer = 'https://accounts.google.com'

/** Google without a configured client: each reader enters their own. */
export function googleForReaders(siteUrl: string): LoginProvider {
  return {
    id: 'google',
    name: 'Google',
    issuer: googleIssuer,
    acceptedIssuers: [googleIssuer, 'accounts.google.com'],
    client: { clientId: '', clientSecret: '', redirectUri: callbackUri(siteUrl, 'google') },
    reach: 'anywhere',
  }
}
