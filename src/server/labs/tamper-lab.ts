import type { JSONWebKeySet } from 'jose'
import { languageOfPath } from '../../lib/i18n/languages.ts'
import { type DecodedJwt, decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import type { SessionRecord } from '../../lib/login-record.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { checkIdToken } from '../../lib/oidc/id-token-checks.ts'
import { type Choice, isChoice, lies } from '../../lib/tamper/lies.ts'
import { readCookies } from '../http/cookies.ts'
import { type Refusal, refusalOf } from '../login/refusal.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { requestPracticeProvider } from '../practice/practice-adapter.ts'
import type { Site } from '../site.ts'
import { expectationOf } from './tamper-lab-expectation.ts'
import { type TamperLabKeys, makeTamperLabKeys } from './tamper-lab-keys.ts'

/** Results of the checks for a forged token. */
export interface Judgement {
  readonly kind: 'judged'
  readonly choice: Choice
  /** The ID token of the login. */
  readonly truth: string
  /** The token that was checked. */
  readonly token: string
  readonly checks: readonly CheckResult[]
  /** Milliseconds since 1970: the time that the checks used. */
  readonly judgedAt: number
}

export type BenchAnswer =
  | Judgement
  /** No login, or (`other_login`) one with a provider whose people are real. */
  | { readonly kind: 'no_login' }
  | { readonly kind: 'other_login'; readonly providerName: string }
  | { readonly kind: 'unknown_lie' }

/**
 * The tamper bench: forges a token from the reader's ID token and runs the checks of the login on
 * it. It reads the session and writes nothing; no forged token reaches the code that begins a
 * session. `GET` shows the real token, `POST` takes the field `lie`.
 */
export async function tamperBench(request: Request, site: Site): Promise<BenchAnswer | Refusal> {
  const posted = request.method === 'POST'
  const choice = posted ? new URLSearchParams(await request.text()).get('lie') : 'truth'
  const record = await site.sessions.find(readCookies(request))
  if (!record) return { kind: 'no_login' }
  const { provider, providerName } = record
  if (provider !== 'practice') return { kind: 'other_login', providerName }
  if (!isChoice(choice)) return { kind: 'unknown_lie' }
  try {
    return await judge(record, choice, site)
  } catch (error) {
    return refusalOf(error, { language: languageOfPath(new URL(request.url).pathname) })
  }
}

async function judge(record: SessionRecord, choice: Choice, site: Site): Promise<Judgement> {
  const connection = site.connections.get('practice')
  const truth = decodeJwt(record.idToken)
  if (!connection || !truth) throw new Error('a practice login without its provider or token')
  const metadata = await connection.metadata(new Recorder(site.now))
  const keys = await publishedKeys(metadata.jwksUri, site)
  const expectation = expectationOf(record, connection, metadata.idTokenSigningAlgorithms, keys)
  const token =
    choice === 'truth'
      ? record.idToken
      : await lies[choice].tell(truth, await benchTools(truth, keys, expectation.now))
  const checks = await checkIdToken(token, expectation)
  const { signedInAt: judgedAt, idToken } = record
  return { kind: 'judged', choice, truth: idToken, token, checks, judgedAt }
}

let secrets: Promise<TamperLabKeys> | undefined

async function benchTools({ header }: DecodedJwt, { keys }: JSONWebKeySet, now: number) {
  secrets ??= makeTamperLabKeys()
  const providerKey = keys.find(({ kid }) => kid === header.kid) ?? keys[0]
  if (!providerKey) throw new Error('the practice provider publishes no key')
  return { ...(await secrets), providerKey, now }
}

/** The published key set (JWKS), requested in this process. */
async function publishedKeys(jwksUri: string, site: Site): Promise<JSONWebKeySet> {
  const answer = await requestPracticeProvider(new Request(jwksUri), site)
  if (!(answer instanceof Response)) throw new Error('the practice provider shows no keys')
  return (await answer.json()) as JSONWebKeySet
}
