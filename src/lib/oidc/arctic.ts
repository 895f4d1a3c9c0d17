import {
  ArcticFetchError,
  CodeChallengeMethod,
  OAuth2Client,
  OAuth2RequestError,
  type OAuth2Tokens,
  UnexpectedErrorResponseBodyError,
  UnexpectedResponseError,
} from 'arctic'
import { OidcError } from './errors.ts'
import { providerErrorText } from './provider-error-text.ts'

/** The client as the provider knows it (RFC 6749, 2). */
export interface ClientRegistration {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

/** Three values of 256 bits each, one set per login. */
export interface LoginSecrets {
  /** RFC 6749, 10.12: binds the callback to this browser. */
  readonly state: string
  /** OIDC Core 3.1.2.1: binds the ID token to this login. */
  readonly nonce: string
  /** RFC 7636, 4.1: binds the code to this login. */
  readonly codeVerifier: string
}

export interface TokenResponse {
  readonly accessToken: string
  /** Empty where the provider sent none: the check of its structure then fails. */
  readonly idToken: string
}

/**
 * The authorization request as a URL (OIDC Core 3.1.2.1, RFC 7636 4.3): code flow, PKCE with S256.
 * @param extra further parameters, such as `prompt`
 */
export function authorizationUrl(
  client: ClientRegistration,
  endpoint: string,
  secrets: LoginSecrets,
  scopes: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): URL {
  const url = oauthClient(client).createAuthorizationURLWithPKCE(
    endpoint,
    secrets.state,
    CodeChallengeMethod.S256,
    secrets.codeVerifier,
    [...scopes],
  )
  url.searchParams.set('nonce', secrets.nonce)
  for (const [name, value] of Object.entries(extra)) url.searchParams.set(name, value)
  return url
}

/**
 * Exchanges the code for tokens (RFC 6749, 4.1.3). arctic calls the global `fetch`: the caller
 * replaces it by one with a time-out and a size limit.
 * @throws OidcError `code_exchange_failed`, or the error of that `fetch`
 */
export async function exchangeCode(
  client: ClientRegistration,
  tokenEndpoint: string,
  code: string,
  codeVerifier: string,
): Promise<TokenResponse> {
  try {
    const tokens = await oauthClient(asCredentials(client)).validateAuthorizationCode(
      tokenEndpoint,
      code,
      codeVerifier,
    )
    return readTokens(tokens)
  } catch (error) {
    throw exchangeError(error)
  }
}

/**
 * Client credentials for HTTP Basic: RFC 6749, 2.3.1 requires form-encoding, which arctic omits.
 * The code exchange sends them nowhere else.
 */
function asCredentials(client: ClientRegistration): ClientRegistration {
  const { clientId, clientSecret } = client
  return { ...client, clientId: formEncoded(clientId), clientSecret: formEncoded(clientSecret) }
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

function oauthClient(client: ClientRegistration): OAuth2Client {
  return new OAuth2Client(client.clientId, client.clientSecret, client.redirectUri)
}

function readTokens(tokens: OAuth2Tokens): TokenResponse {
  // RFC 6749, 7.1: the type is case-insensitive; OIDC Core 3.1.3.3 allows no other than Bearer.
  if (tokens.tokenType().toLowerCase() !== 'bearer') {
    throw failed('the access token is of another type than Bearer', 'token_type')
  }
  const accessToken = tokens.accessToken()
  // RFC 6749, A.12: other characters can't be sent in an `Authorization` header.
  if (!/^[\x20-\x7e]+$/.test(accessToken)) {
    throw failed('the access token is no text that a header can carry', 'access_token')
  }
  const hasIdToken = 'id_token' in tokens.data && typeof tokens.data.id_token === 'string'
  return { accessToken, idToken: hasIdToken ? tokens.idToken() : '' }
}

function exchangeError(error: unknown): OidcError {
  if (error instanceof OidcError) return error
  if (error instanceof ArcticFetchError && error.cause instanceof OidcError) return error.cause
  if (error instanceof OAuth2RequestError) {
    const details = providerErrorText(error.code, error.description)
    return new OidcError('code_exchange_failed', 'the provider refused the code', details)
  }
  const unexpected =
    error instanceof UnexpectedResponseError || error instanceof UnexpectedErrorResponseBodyError
  if (unexpected && error.status >= 500) {
    const details = { subject: `token endpoint: status ${error.status}` }
    return new OidcError('provider_unreachable', 'the token endpoint failed', details)
  }
  return failed('the token endpoint answered something that is no token response', 'token endpoint')
}

function failed(message: string, subject: string): OidcError {
  return new OidcError('code_exchange_failed', message, { subject })
}
