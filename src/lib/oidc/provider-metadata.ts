import { isJsonObject, type JsonObject } from '../jwt/json-object.ts'
import { OidcError } from './errors.ts'

/** Provider metadata that the login uses (OpenID Connect Discovery 1.0, section 3). */
export interface ProviderMetadata {
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly jwksUri: string
  readonly userinfoEndpoint: string | null
  readonly endSessionEndpoint: string | null
  readonly idTokenSigningAlgorithms: readonly string[]
  /** RFC 9207, 3: whether every authorization response carries `iss`. */
  readonly sendsResponseIssuer: boolean
}

/** URL of the discovery document of an issuer (Discovery 1.0, section 4.1). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * Validates and reads a discovery document.
 * @param document the parsed JSON
 * @param issuer the issuer that was asked; the document must name exactly the same (section 4.3)
 * @throws OidcError `discovery_invalid`
 */
export function readProviderMetadata(document: unknown, issuer: string): ProviderMetadata {
  if (!isJsonObject(document)) throw invalid('the document is no JSON object', 'document')
  if (document.issuer !== issuer) {
    throw invalid('the document names another issuer than the one that was asked', 'issuer')
  }
  const authMethods = strings(document, 'token_endpoint_auth_methods_supported')
  // arctic authenticates by HTTP Basic and by nothing else.
  if (authMethods && !authMethods.includes('client_secret_basic')) {
    throw invalid(
      'the token endpoint does not accept client_secret_basic',
      'token_endpoint_auth_methods_supported',
    )
  }
  return {
    issuer,
    authorizationEndpoint: endpoint(document, 'authorization_endpoint'),
    tokenEndpoint: endpoint(document, 'token_endpoint'),
    jwksUri: endpoint(document, 'jwks_uri'),
    userinfoEndpoint: optionalEndpoint(document, 'userinfo_endpoint'),
    endSessionEndpoint: optionalEndpoint(document, 'end_session_endpoint'),
    idTokenSigningAlgorithms:
      strings(document, 'id_token_signing_alg_values_supported') ??
      missing('id_token_signing_alg_values_supported'),
    sendsResponseIssuer: document.authorization_response_iss_parameter_supported === true,
  }
}

/** Whether a URL is https, or http on loopback (practice provider, tests). */
export function isSecureUrl(url: URL): boolean {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback)
}

function endpoint(document: JsonObject, name: string): string {
  const value = document[name]
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '' || !isSecureUrl(url)) {
    throw invalid(`${name} is no https URL`, name)
  }
  return url.href
}

function optionalEndpoint(document: JsonObject, name: string): string | null {
  return document[name] === undefined ? null : endpoint(document, name)
}

function strings(document: JsonObject, name: string): readonly string[] | undefined {
  const value = document[name]
  if (value === undefined) return undefined
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw invalid(`${name} is no list of strings`, name)
  }
  return value
}

function missing(name: string): never {
  throw invalid(`${name} is missing`, name)
}

function invalid(message: string, subject: string): OidcError {
  return new OidcError('discovery_invalid', message, { subject })
}
