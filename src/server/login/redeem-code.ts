import { decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { ClientRegistration, TokenResponse } from '../../lib/oidc/arctic.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { checkIdToken } from '../../lib/oidc/id-token-checks.ts'
import { providerErrorText } from '../../lib/oidc/provider-error-text.ts'
import type { ProviderMetadata } from '../../lib/oidc/provider-metadata.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import type { Recorder } from '../outgoing-http/recorder.ts'
import type { Site } from '../site.ts'
import type { CallbackParameters } from './callback-parameters.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Transaction } from './transaction.ts'

/** An authorization response with the transaction that it belongs to. */
export interface AuthorizationResponse {
  readonly site: Pick<Site, 'now'>
  readonly connection: ProviderConnection
  readonly transaction: Pick<Transaction, 'nonce' | 'codeVerifier' | 'client'>
  readonly parameters: CallbackParameters
}

/** The tokens for a code; `claims` is undefined where the ID token cannot be decoded. */
interface Redeemed extends TokenResponse {
  readonly claims: JsonObject | undefined
  readonly checks: readonly CheckResult[]
}

/**
 * Exchanges the code of an authorization response for tokens and runs every check on the ID token.
 * A failed check does not throw: the caller reads the verdicts.
 * @returns a refusal where the response is an error or has no code
 * @throws OidcError
 */
export async function redeemCode(
  response: AuthorizationResponse,
  metadata: ProviderMetadata,
  recorder: Recorder,
): Promise<Redeemed | Refusal> {
  const { connection, transaction, parameters } = response
  const refused = refusedResponse(parameters, metadata)
  if (refused) return refused
  const { code = '' } = parameters
  const { accessToken, idToken } = await connection.exchange(
    metadata,
    clientOf(response),
    code,
    transaction.codeVerifier,
    recorder,
  )
  const checks = await runChecks(response, metadata, idToken, accessToken, recorder)
  const claims = decodeJwt(idToken)?.payload
  return { accessToken, idToken, claims, checks }
}

/**
 * Checks an authorization response before its code is used.
 * @returns a refusal where it is an error, has no code, or is another issuer's
 */
export function refusedResponse(
  { iss, error, errorDescription, code }: CallbackParameters,
  { issuer, sendsResponseIssuer }: ProviderMetadata,
): Refusal | undefined {
  // Mix-up protection (RFC 9207, 2.4): `iss` comes before all other parameters, errors included.
  if (iss === undefined ? sendsResponseIssuer : iss !== issuer) {
    return refusal('response_issuer_mismatch')
  }
  if (error !== undefined) {
    return refusal('provider_error', { details: providerErrorText(error, errorDescription) })
  }
  return code === undefined ? refusal('invalid_callback') : undefined
}

function runChecks(
  response: AuthorizationResponse,
  metadata: ProviderMetadata,
  idToken: string,
  accessToken: string,
  recorder: Recorder,
): Promise<readonly CheckResult[]> {
  const { connection, transaction, site } = response
  return checkIdToken(idToken, {
    issuers: connection.provider.acceptedIssuers,
    clientId: clientOf(response).clientId,
    nonce: transaction.nonce,
    accessToken,
    algorithms: metadata.idTokenSigningAlgorithms,
    verifySignature: (jws, algorithms) =>
      connection.verifySignature(metadata, jws, algorithms, recorder),
    now: Math.floor(site.now() / 1000),
  })
}

/** The client that began the login: a reader's own, or this site's. */
function clientOf({ connection, transaction }: AuthorizationResponse): ClientRegistration {
  return { ...connection.provider.client, ...transaction.client }
}
