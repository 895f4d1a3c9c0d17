import type { Exchange, RecordedRequest } from './transcript/transcript.ts'

/** The same request, once as OpenID Connect and once as plain OAuth 2.0. */
export const comparedScopes = ['openid email profile', 'email profile'] as const

/** A claim of the ID token as text: strings as they are, everything else as JSON. */
export interface KnownClaim {
  readonly name: string
  readonly value: string
}

/** One login at the practice provider, from the authorization request to UserInfo. */
export interface ScopeRun {
  readonly scope: (typeof comparedScopes)[number]
  readonly request: readonly RequestLine[]
  readonly token: RawAnswer
  readonly userInfo: RawAnswer
  /** What the checked ID token says; null where there was none. */
  readonly identity: {
    readonly claims: readonly KnownClaim[]
    readonly checks: number
    readonly failed: number
  } | null
}

export interface RawAnswer {
  readonly status: number
  /** Headers that matter and the body, secrets masked. */
  readonly text: string
}

/** A line of a raw request; `differs` where the two requests differ on purpose. */
export interface RequestLine {
  readonly text: string
  readonly differs: boolean
}

/** The claims to show: issuer, app, person, login, expiry. */
const tellingClaims = ['iss', 'aud', 'sub', 'nonce', 'exp', 'email', 'name']

/** An authorization request, one parameter per line; the two differ in `scope`. */
export function requestLines({ method, url, query }: RecordedRequest): readonly RequestLine[] {
  const parameters = query.map(({ name, value }, index) => ({
    text: `${index === 0 ? '?' : '&'}${name}=${value}`,
    differs: name === 'scope',
  }))
  return [{ text: `${method} ${url}`, differs: false }, ...parameters]
}

/** A response as text: status, `WWW-Authenticate` if any (RFC 6750, 3), body. */
export function rawAnswer({ response }: Exchange): RawAnswer {
  const challenges = (response?.headers ?? [])
    .filter(({ name }) => name === 'www-authenticate')
    .map(({ name, value }) => `${name}: ${value}\n`)
  const status = response?.status ?? 0
  return { status, text: `HTTP ${status}\n${challenges.join('')}\n${response?.body ?? ''}` }
}

/** The claims of an ID token that matter for a login, in a fixed order. */
export function knownClaims(payload: Readonly<Record<string, unknown>>): readonly KnownClaim[] {
  return tellingClaims
    .filter((name) => payload[name] !== undefined)
    .map((name) => {
      const value = payload[name]
      return { name, value: typeof value === 'string' ? value : JSON.stringify(value) }
    })
}

/** Which of the page's verdicts hold for a login. */
export function outcomesOf({ identity, userInfo }: ScopeRun): ReadonlySet<Outcome> {
  return new Set([
    identity ? 'id_token' : 'no_id_token',
    userInfo.status < 400 ? 'answers' : 'refuses',
  ])
}
export type Outcome = 'id_token' | 'no_id_token' | 'answers' | 'refuses'

/**
 * What the app knows about the person, as text.
 * @param words with `{{count}}` and `{{failed}}` for the checks
 */
export function identityText(
  identity: ScopeRun['identity'],
  words: Readonly<Record<'passed' | 'failed' | 'nothing', string>>,
): string {
  if (!identity) return words.nothing
  return (identity.failed > 0 ? words.failed : words.passed)
    .replace('{{count}}', String(identity.checks))
    .replace('{{failed}}', String(identity.failed))
}

/**
 * Type guard for the JSON response: both logins are there. The server builds them with this code.
 */
export function isScopeRuns(value: unknown): value is readonly ScopeRun[] {
  return Array.isArray(value) && value.length === comparedScopes.length
}
