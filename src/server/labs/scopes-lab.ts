import { languageOfPath } from '../../lib/i18n/languages.ts'
import { authorizationUrl } from '../../lib/oidc/arctic.ts'
import { failedChecks } from '../../lib/oidc/id-token-checks.ts'
import {
  type ScopeRun,
  comparedScopes,
  knownClaims,
  rawAnswer,
  requestLines,
} from '../../lib/scope-comparison.ts'
import type { Exchange, ExchangeKind } from '../../lib/transcript/transcript.ts'
import { personas } from '../../practice/personas.ts'
import { readCallbackParameters } from '../login/callback-parameters.ts'
import { deriveLoginSecrets, newLoginSeed } from '../login/login-secrets.ts'
import { redeemCode } from '../login/redeem-code.ts'
import { type Refusal, refusal, refusalOf } from '../login/refusal.ts'
import { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { sendInProcess } from '../outgoing-http/send-in-process.ts'
import type { Site } from '../site.ts'
import { PracticeBrowser } from '../practice/practice-browser.ts'

export type ScopeDifferenceAnswer =
  { readonly kind: 'ready' } | { readonly kind: 'compared'; readonly runs: readonly ScopeRun[] }

/**
 * The scopes lab: `GET` shows the button, `POST` logs in at the practice provider twice, with and
 * without `openid`.
 */
export async function scopeDifference(
  request: Request,
  site: Site,
): Promise<ScopeDifferenceAnswer | Refusal> {
  if (request.method !== 'POST') return { kind: 'ready' }
  const language = languageOfPath(new URL(request.url).pathname)
  try {
    const connection = inProcessConnection(site)
    const runs: ScopeRun[] = []
    for (const scope of comparedScopes) {
      const run = await logIn(scope, connection, site)
      if ('code' in run) return { ...run, language }
      runs.push(run)
    }
    return { kind: 'compared', runs }
  } catch (error) {
    return refusalOf(error, { language })
  }
}

/** Connection of the demo's client to the practice provider, in this process. */
function inProcessConnection(site: Site): ProviderConnection {
  const provider = site.connections.get('practice')?.provider
  if (!provider) throw new Error('there is no practice provider')
  return new ProviderConnection(provider, site.now, (request) => sendInProcess(request, site))
}

/**
 * Logs the first practice person in and asks UserInfo, whatever the checks say. Nothing of the
 * login is stored.
 * @throws OidcError
 */
async function logIn(
  scope: ScopeRun['scope'],
  connection: ProviderConnection,
  site: Site,
): Promise<ScopeRun | Refusal> {
  const { client } = connection.provider
  const recorder = new Recorder(site.now)
  const metadata = await connection.metadata(recorder)
  const secrets = deriveLoginSecrets(newLoginSeed())
  const { authorizationEndpoint } = metadata
  const url = authorizationUrl(client, authorizationEndpoint, secrets, scope.split(' '), {
    prompt: 'select_account',
  })
  const browser = new PracticeBrowser(site, personas[0]?.sub ?? '')
  const { callback, exchange } = await browser.authorize(url, client.redirectUri)
  const parameters = readCallbackParameters(callback.searchParams)
  if (parameters?.state !== secrets.state) return refusal('state_mismatch')
  const response = { connection, parameters, transaction: secrets, site }
  const redeemed = await redeemCode(response, metadata, recorder)
  if ('code' in redeemed) return redeemed
  const { accessToken, idToken, claims = {}, checks } = redeemed
  await connection.userInfo(metadata, accessToken, recorder).catch((error: unknown) => {
    // Without `openid` UserInfo answers 403, which is a result here.
    if (!recorder.exchanges.at(-1)?.response) throw error
  })
  const identity = {
    claims: knownClaims(claims),
    checks: checks.length,
    failed: failedChecks(checks).length,
  }
  return {
    scope,
    request: requestLines(exchange.request),
    token: rawAnswer(exchangeOf('token', recorder)),
    userInfo: rawAnswer(exchangeOf('userinfo', recorder)),
    identity: idToken === '' ? null : identity,
  }
}

function exchangeOf(kind: ExchangeKind, { exchanges }: Recorder): Exchange {
  const exchange = exchanges.find((candidate) => candidate.kind === kind)
  if (!exchange) throw new Error(`no exchange of kind ${kind} was recorded`)
  return exchange
}

/** The JSON response; undefined where the client wants a page. */
export function scopeDifferenceJson(
  answer: ScopeDifferenceAnswer,
  request: Request,
): Response | undefined {
  if (!request.headers.get('accept')?.includes('application/json')) return undefined
  const headers = { 'cache-control': 'no-store', vary: 'accept' }
  return Response.json(answer.kind === 'compared' ? { runs: answer.runs } : {}, { headers })
}
