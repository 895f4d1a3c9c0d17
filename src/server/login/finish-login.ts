import type { JsonObject } from '../../lib/jwt/json-object.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { failedChecks } from '../../lib/oidc/id-token-checks.ts'
import { seeOther, withCookies } from '../http/responses.ts'
import { readCookies } from '../http/cookies.ts'
import { type RequestHead, publicRequest } from '../http/public-request.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import type { Transcript } from '../../lib/transcript/transcript.ts'
import type { Site } from '../site.ts'
import { authorizationExchange, callbackExchange } from './browser-exchanges.ts'
import { claimCallback } from './callback-replay.ts'
import { readCallbackParameters } from './callback-parameters.ts'
import type { LoginRecord } from '../../lib/login-record.ts'
import { type AuthorizationResponse, redeemCode, refusedResponse } from './redeem-code.ts'
import { type Refusal, refusal, refusalOf } from './refusal.ts'
import { isInstanceLost, restartLogin } from './restart-login.ts'
import { sessionLifetime } from './session.ts'
import type { Transaction } from './transaction.ts'

/** A login between its callback and its session. */
interface Callback extends AuthorizationResponse {
  readonly request: RequestHead
  readonly site: Site
  readonly transaction: Transaction
}

type Validated = Pick<LoginRecord, 'idToken' | 'claims' | 'userInfo' | 'checks'>

/**
 * Callback of a login: `GET /auth/callback/<provider>`.
 * @returns a redirect to where the login began, with a session cookie; or a refusal
 */
export async function finishLogin(
  received: Request,
  providerId: string,
  site: Site,
): Promise<Response | Refusal> {
  const { transactions, environment } = site
  const request = publicRequest(received, environment.siteUrl)
  const connection = connectionOf(providerId, site)
  if (!connection) return refusal('unknown_provider')
  const parameters = readCallbackParameters(new URL(request.url).searchParams)
  if (!parameters) return refusal('invalid_callback')
  const { state, code, error } = parameters
  if (state === undefined) {
    return refusal(
      code === undefined && error === undefined ? 'invalid_callback' : 'state_mismatch',
    )
  }
  const sent = readCookies(request)
  const transaction = await transactions.find(state, sent)
  if (transaction === undefined) return refusal('state_mismatch')
  const cookies = await transactions.end(state, sent)
  if (transaction === 'expired') return refusal('transaction_expired', { cookies })
  if (transaction.provider !== connection.provider.id) return refusal('state_mismatch', { cookies })

  const { language, returnTo } = transaction
  const context = { cookies, language, returnTo }
  const use = await claimCallback(transaction, site.store)
  if (use === 'ended') return refusal('transaction_expired', context)
  const callback = { request, site, connection, transaction, parameters }
  try {
    const outcome = await (use === 'new' ? signIn(callback) : repeat(callback))
    if (outcome instanceof Response) return withCookies(outcome, cookies)
    if ('code' in outcome) return { ...outcome, ...context }
    const session = await site.sessions.begin(outcome, sent)
    return seeOther(returnTo, [...cookies, session])
  } catch (thrown) {
    return refusalOf(thrown, context)
  }
}

function connectionOf(id: string, { connections, readersGoogle }: Site) {
  return connections.get(id) ?? (id === 'google' ? readersGoogle : undefined)
}

// A repeated callback: the code may be redeemed already, and works only once. Start again.
async function repeat(callback: Callback): Promise<Response | Refusal> {
  const { site, connection, parameters } = callback
  const metadata = await connection.metadata(new Recorder(site.now))
  return refusedResponse(parameters, metadata) ?? restartLogin(callback)
}

async function signIn(callback: Callback): Promise<LoginRecord | Response | Refusal> {
  const { request, site, connection, transaction } = callback
  const receivedAt = site.now()
  const earlier = await site.pendingTranscripts.of(transaction.id)
  const begun = earlier[0]
  const recorder = new Recorder(site.now)
  const validated = await exchangeAndValidate(callback, recorder).catch((error: unknown) => {
    if (isInstanceLost(error, connection)) return restartLogin(callback)
    throw error
  })
  if (validated instanceof Response || 'code' in validated) return validated
  const signedInAt = site.now()
  return {
    ...validated,
    provider: connection.provider.id,
    providerName: connection.provider.name,
    transcript: [
      ...earlier,
      ...cachedDiscovery(earlier, recorder.exchanges),
      ...(begun ? [authorizationExchange(begun, request, receivedAt)] : []),
      callbackExchange(request, transaction.returnTo, receivedAt, signedInAt),
      ...recorder.exchanges.filter(({ kind, cached }) => kind !== 'discovery' || !cached),
    ],
    signedInAt,
    expiresAt: signedInAt + sessionLifetime,
  }
}

/** The discovery document that the login began with, where it came from the cache then. */
function cachedDiscovery(earlier: Transcript, exchanges: Transcript): Transcript {
  if (earlier.some(({ kind }) => kind === 'discovery')) return []
  return exchanges
    .filter(({ kind, cached }) => kind === 'discovery' && cached)
    .map((exchange) => ({ ...exchange, startedAt: earlier[0]?.startedAt ?? exchange.startedAt }))
}

async function exchangeAndValidate(
  callback: Callback,
  recorder: Recorder,
): Promise<Validated | Refusal> {
  const { connection } = callback
  const metadata = await connection.metadata(recorder)
  const redeemed = await redeemCode(callback, metadata, recorder)
  if ('code' in redeemed) return redeemed
  const { accessToken, idToken, claims, checks } = redeemed
  if (failedChecks(checks).length > 0 || !claims) return refusal('id_token_invalid', { checks })
  const userInfo = await connection.userInfo(metadata, accessToken, recorder)
  if (userInfo && userInfo.sub !== claims.sub) throw otherSubject(userInfo)
  return { idToken, claims, userInfo, checks }
}

// OIDC Core 5.3.2: a UserInfo response with another `sub` must not be used.
function otherSubject(userInfo: JsonObject): OidcError {
  const subject = userInfo.sub === undefined ? 'sub is missing' : 'sub differs'
  return new OidcError('userinfo_subject_mismatch', subject, { subject })
}
