import {
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
  interactionPolicy,
} from 'oidc-provider'
import { ClientAdapter } from './console/client-directory.ts'
import { knownScopes } from '../lib/console/project.ts'
import { languages } from '../lib/i18n/languages.ts'
import type { ProjectStore } from './console/project-store.ts'
import { claimsOf, personaBySubject } from './personas.ts'
import type { ShowError } from './google-errors.ts'
import { type AfterResponse, ProviderAdapter } from './provider-adapter.ts'
import type { RecordStore } from './record-store.ts'
import type { PracticeSecrets } from './practice-secrets.ts'
import { libraryCookies } from './translate-cookies.ts'
import { visitLifetime } from './visit-cookies.ts'

const minute = 60
const hour = 60 * minute

/** Google's paths, below the issuer. */
export const practicePaths = {
  authorization: '/o/oauth2/v2/auth',
  token: '/token',
  userinfo: '/v1/userinfo',
  jwks: '/oauth2/v3/certs',
  revocation: '/revoke',
} as const

export interface PracticeSettings {
  /** Public origin of the site, such as `http://localhost:4321`. */
  readonly siteUrl: string
  readonly store: RecordStore
  readonly secrets: PracticeSecrets
  /** Static clients, beside those of the console. */
  readonly clients: readonly ClientMetadata[]
  /** Projects of the console, with the clients that readers registered. */
  readonly projects: ProjectStore
  /** Error page, for an error that can't be redirected to the app. */
  readonly showError: ShowError
  readonly afterResponse: AfterResponse
}

/**
 * Configuration of `oidc-provider` with Google's paths, claims and limits; everything else is off.
 */
export function practiceConfiguration(settings: PracticeSettings): Configuration {
  const { siteUrl, store, secrets, projects } = settings
  return {
    adapter: (model: string) =>
      model === 'Client'
        ? new ClientAdapter(store, projects)
        : new ProviderAdapter(store, model, settings.afterResponse),
    extraClientMetadata: { properties: ['secret_hashes'] },
    jwks: { keys: [secrets.signingKey as never] },
    cookies: {
      keys: [secrets.cookieKey],
      names: libraryCookies,
      // They stay in this process, see translate-cookies.ts: nothing to sign.
      long: { signed: false },
      short: { signed: false },
    },
    clients: [...settings.clients],
    clientDefaults: { grant_types: ['authorization_code'], response_types: ['code'] },
    responseTypes: ['code'],
    scopes: [...knownScopes],
    claims: {
      openid: ['sub', 'azp', 'at_hash', 'hd'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name', 'picture'],
    },
    // Like Google: claims in the ID token, not only in UserInfo.
    conformIdTokenClaims: false,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    // Optional for clients with a secret, as at Google; S256 is the only method.
    pkce: { required: () => false },
    allowOmittingSingleRegisteredRedirectUri: false,
    routes: practicePaths,
    discovery: { ui_locales_supported: [...languages] },
    extraParams: ['access_type', 'hd', 'include_granted_scopes'],
    features: {
      devInteractions: { enabled: false },
      // Google's metadata lists no end_session_endpoint.
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      dPoP: { enabled: false },
      userinfo: { enabled: true },
    },
    interactions: {
      policy: policy(),
      url: (_context, interaction) => `/practice/interaction/${interaction.uid}`,
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: minute,
      IdToken: hour,
      Interaction: visitLifetime,
      Session: hour,
      Grant: hour,
    },
    findAccount: (context, sub) => findAccount(context, sub, siteUrl),
    renderError: settings.showError,
  }
}

// Adds the prompt `select_account`: Streamlit sends it with every login.
function policy(): interactionPolicy.DefaultPolicy {
  const base = interactionPolicy.base()
  base.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return base
}

function findAccount(context: KoaContextWithOIDC, sub: string, siteUrl: string) {
  const persona = personaBySubject(sub)
  if (!persona) return undefined
  return {
    accountId: sub,
    claims: (use: string) => {
      const claims = { ...claimsOf(persona, siteUrl), sub }
      if (use !== 'id_token') return claims
      // The provider replaces the token by its hash before it signs (OIDC Core 3.1.3.6).
      const { AccessToken } = context.oidc.entities
      return { ...claims, azp: context.oidc.client?.clientId, at_hash: AccessToken?.jti }
    },
  }
}
