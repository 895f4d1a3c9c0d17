import { type PracticeProvider, demoClientId } from '../practice/practice-provider.ts'
import type { ClientRegistration } from '../lib/oidc/arctic.ts'
import type { Environment } from './environment.ts'
import type { Reach } from './outgoing-http/send-within-bounds.ts'

export const providerIds = ['practice', 'google', 'custom'] as const
export type ProviderId = (typeof providerIds)[number]

/** A provider that this site can log in with, and the client that it knows us by. */
export interface LoginProvider {
  readonly id: ProviderId
  readonly name: string
  readonly issuer: string
  /** What may stand in `iss` of an ID token. */
  readonly acceptedIssuers: readonly string[]
  readonly client: ClientRegistration
  /** `public` for an issuer that anyone but the operator named. */
  readonly reach: Reach
}

/** Where the provider sends the browser back to: a path of its own for each provider. */
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
      // All three are the operator's; one's own provider may well be in a private network.
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

/** What a provider gives whoever registers a client. */
export type Credentials = Pick<ClientRegistration, 'clientId' | 'clientSecret'>

const googleIssuer = 'https://accounts.google.com'

/** Google without a client of ours: each reader brings their own. */
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
