import type { JSONWebKeySet } from 'jose'
import { languageOfPath } from '../../lib/i18n/languages.ts'
import { type DecodedJwt, decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import type { SessionRecord } from '../../lib/login/login-record.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { checkIdToken } from '../../lib/oidc/id-token-checks.ts'
import { type Choice, isChoice, lies } from '../../lib/tamper/lies.ts'
import { readCookies } from '../http/cookies.ts'
import { isSameOrigin } from '../http/same-origin.ts'
import { type Refusal, refusal, refusalOf } from '../login/refusal.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { answerAsPracticeProvider } from '../practice-mount.ts'
import type { Runtime } from '../runtime.ts'
import { expectationOf } from './bench-expectation.ts'
import { type BenchSecrets, makeBenchSecrets } from './bench-keys.ts'

/** What the checks of the login say of a token that was made on the bench. */
export interface Judgement {
  readonly kind: 'judged'
  readonly choice: Choice
  /** The token of the login. */
  readonly truth: string
  /** What was judged. */
  readonly token: string
  readonly checks: readonly CheckResult[]
  /** Milliseconds since 1970: the moment at which the token was judged. */
  readonly judgedAt: number
}

export type BenchAnswer =
  | Judgement
  /** Nothing to work on: no login, or one with a provider whose people are real. */
  | { readonly kind: 'no_login' }
  | { readonly kind: 'other_login'; readonly providerName: string }
  | { readonly kind: 'unknown_lie' }

/**
 * The tamper bench: makes a false token of the one that the reader logged in with, and has it
 * judged by the checks of the login. It reads the session and writes nothing, and its tokens never
 * come near the code that begins a session.
 */
export class TamperBench {
  readonly #runtime: Runtime
  #secrets: Promise<BenchSecrets> | undefined

  constructor(runtime: Runtime) {
    this.#runtime = runtime
  }

  /** Answers `GET` (the truth) and `POST` (field `lie`) of the page. */
  async answer(request: Request): Promise<BenchAnswer | Refusal> {
    const { environment, sessions } = this.#runtime
    const posted = request.method === 'POST'
    const language = languageOfPath(new URL(request.url).pathname)
    if (posted && !isSameOrigin(request, environment.siteUrl)) {
      return refusal('cross_origin_request', { language })
    }
    const choice = posted ? new URLSearchParams(await request.text()).get('lie') : 'truth'
    const record = await sessions.find(readCookies(request))
    if (!record) return { kind: 'no_login' }
    const { provider, providerName } = record
    if (provider !== 'practice') return { kind: 'other_login', providerName }
    if (!isChoice(choice)) return { kind: 'unknown_lie' }
    try {
      return await this.#judge(record, choice)
    } catch (error) {
      return refusalOf(error, { language })
    }
  }

  async #judge(record: SessionRecord, choice: Choice): Promise<Judgement> {
    const { connections, now } = this.#runtime
    const connection = connections.get('practice')
    const truth = decodeJwt(record.idToken)
    if (!connection || !truth) throw new Error('a practice login without its provider or token')
    const metadata = await connection.metadata(new Recorder(now))
    const keys = await this.#publishedKeys(metadata.jwksUri)
    const expectation = expectationOf(record, connection, metadata.idTokenSigningAlgorithms, keys)
    const token =
      choice === 'truth'
        ? record.idToken
        : await lies[choice].tell(truth, await this.#tools(truth, keys, expectation.now))
    const checks = await checkIdToken(token, expectation)
    const { signedInAt: judgedAt, idToken } = record
    return { kind: 'judged', choice, truth: idToken, token, checks, judgedAt }
  }

  async #tools({ header }: DecodedJwt, { keys }: JSONWebKeySet, now: number) {
    this.#secrets ??= makeBenchSecrets()
    const providerKey = keys.find(({ kid }) => kid === header.kid) ?? keys[0]
    if (!providerKey) throw new Error('the practice provider publishes no key')
    return { ...(await this.#secrets), providerKey, now }
  }

  /** The key set as anyone gets it, without a way round the network. */
  async #publishedKeys(jwksUri: string): Promise<JSONWebKeySet> {
    const answer = await answerAsPracticeProvider(new Request(jwksUri), this.#runtime)
    if (!(answer instanceof Response)) throw new Error('the practice provider shows no keys')
    return (await answer.json()) as JSONWebKeySet
  }
}
