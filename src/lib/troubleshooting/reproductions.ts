import { practiceClient } from '../snippets/preregistered-client.ts'
import { type BenchErrorName, benchErrors } from './bench-errors.ts'

/** A request to this site that reproduces an error of the troubleshooting page. */
export interface Reproduction {
  /** Anchor of the entry on the troubleshooting page. */
  readonly entry: string
  /**
   * Where the error is shown: by the practice provider, this site's own login, the demo (after
   * Cancel), the error bench, or the tamper bench.
   */
  readonly place: 'practice' | 'site' | 'demo' | 'bench' | 'tamper'
  /**
   * Path of the request; of the English page where it is a page.
   * @param siteUrl origin of this site, such as `http://localhost:4321`
   */
  readonly path: (siteUrl: string) => string
  /** Status of the response with the error. */
  readonly status: number
  /** Error code in the response; none on the tamper bench, which needs a login first. */
  readonly shows?: string
  /** Name of the practice person to choose. */
  readonly choose?: string
  /** Name on the error bench. */
  readonly bench?: BenchErrorName
}

type Change = Readonly<Record<string, string | undefined>>

/**
 * An authorization request of the reader's practice client (RFC 6749, 4.1.1), changed in one place.
 */
export function authorizationPath(change: Change = {}): string {
  const parameters = {
    response_type: 'code',
    client_id: practiceClient.clientId,
    redirect_uri: practiceClient.redirectUris.streamlit,
    scope: 'openid email profile',
    ...change,
  }
  const sent = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1])
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(sent)}`
}

/** The same for an error demo client, which has the demo's redirect URI. */
function errorDemoPath(clientId: string, change: Change = {}): (siteUrl: string) => string {
  return (siteUrl) => {
    const redirectUri = `${siteUrl}/auth/callback/practice`
    return authorizationPath({ client_id: clientId, redirect_uri: redirectUri, ...change })
  }
}

const taro = '山田太郎'
const hanako = 'Hanako Suzuki'
const internal = 'internal.apps.genkan.practice'
const testing = 'testing.apps.genkan.practice'
/** With a sensitive scope beyond openid, email and profile. */
const wider = { scope: 'openid email profile calendar.readonly' }

/** An error that the practice provider shows under the code of its entry. */
function refusal<Code extends string>(
  entry: Code,
  status: number,
  path: Reproduction['path'],
  choose?: string,
) {
  const place = 'practice' as const
  return { entry, place, path, status, shows: entry, ...(choose !== undefined && { choose }) }
}

/** An error that this site's own login shows. */
function ownRefusal(entry: string, status: number, path: string) {
  return { entry, place: 'site' as const, path: () => path, status, shows: entry }
}

/** An error of the error bench, whose own page answers 200. */
function benchError(bench: BenchErrorName) {
  const { entry, shows } = benchErrors[bench]
  const path = () => `/lab/errors/${bench}/`
  return { entry, place: 'bench' as const, path, status: 200, shows, bench }
}

/** Every error that a link can reproduce. */
export const reproductions = {
  redirect_uri_mismatch: refusal('redirect_uri_mismatch', 400, () =>
    authorizationPath({ redirect_uri: 'http://localhost8501/oauth2callback' }),
  ),
  access_denied: refusal('access_denied', 403, errorDemoPath(testing, wider), taro),
  login_declined: {
    entry: 'access_denied',
    place: 'demo',
    path: () => '/demo/',
    status: 400,
    shows: 'provider_error',
  },
  invalid_client: refusal('invalid_client', 401, () =>
    authorizationPath({ client_id: 'mistyped.apps.genkan.practice' }),
  ),
  wrong_secret: benchError('invalid_client'),
  deleted_client: refusal('deleted_client', 401, errorDemoPath('deleted.apps.genkan.practice')),
  deleted_client_token: benchError('deleted_client'),
  org_internal: refusal('org_internal', 403, errorDemoPath(internal), taro),
  admin_policy_enforced: refusal(
    'admin_policy_enforced',
    403,
    errorDemoPath(testing, wider),
    hanako,
  ),
  disallowed_useragent: benchError('disallowed_useragent'),
  code_used_twice: benchError('invalid_grant'),
  invented_code: benchError('invented_code'),
  invalid_request: refusal('invalid_request', 400, () =>
    authorizationPath({ client_id: undefined }),
  ),
  client_secret_missing: benchError('client_secret_missing'),
  invalid_scope: refusal('invalid_scope', 400, () =>
    authorizationPath({ scope: 'openid,email,profile' }),
  ),
  state_mismatch: ownRefusal(
    'state_mismatch',
    400,
    '/auth/callback/practice?code=invented&state=invented',
  ),
  invalid_callback: ownRefusal('invalid_callback', 400, '/auth/callback/practice'),
  unknown_provider: ownRefusal(
    'unknown_provider',
    404,
    '/auth/callback/nobody?code=invented&state=invented',
  ),
  id_token_invalid: {
    entry: 'id_token_invalid',
    place: 'tamper',
    path: () => '/lab/tamper/',
    status: 200,
  },
} as const satisfies Record<string, Reproduction>

export type ReproductionName = keyof typeof reproductions

/** Whether the troubleshooting page has an entry for an error that a link can show. */
export function hasEntry(code: string): boolean {
  return Object.values<Reproduction>(reproductions).some(({ entry }) => entry === code)
}
