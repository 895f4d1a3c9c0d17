import { practiceClient } from '../snippets/practice-client.ts'

/** A request of this site that is answered with an error of the troubleshooting page. */
export interface Reproduction {
  /** In the English tree where it is a page. */
  readonly path: string
  /** Who answers: the practice provider, this site's own login, or the tamper bench. */
  readonly place: 'practice' | 'site' | 'bench'
  readonly status: number
  /** The code that the answer shows; none on the bench, which needs a login first. */
  readonly shows?: string
}

/** An authorization request of the reader's practice client (RFC 6749, 4.1.1), changed in one place. */
function authorization(change: Readonly<Record<string, string | undefined>>): string {
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

/** Every error that a link can show, by the code under which the page explains it. */
export const reproductions = {
  redirect_uri_mismatch: {
    path: authorization({ redirect_uri: 'http://localhost8501/oauth2callback' }),
    place: 'practice',
    status: 400,
    shows: 'invalid_redirect_uri',
  },
  invalid_client: {
    path: authorization({ client_id: 'mistyped.apps.genkan.practice' }),
    place: 'practice',
    status: 400,
    shows: 'invalid_client',
  },
  invalid_request: {
    path: authorization({ client_id: undefined }),
    place: 'practice',
    status: 400,
    shows: 'invalid_request',
  },
  state_mismatch: {
    path: '/auth/callback/practice?code=invented&state=invented',
    place: 'site',
    status: 400,
    shows: 'state_mismatch',
  },
  invalid_callback: {
    path: '/auth/callback/practice',
    place: 'site',
    status: 400,
    shows: 'invalid_callback',
  },
  unknown_provider: {
    path: '/auth/callback/nobody?code=invented&state=invented',
    place: 'site',
    status: 404,
    shows: 'unknown_provider',
  },
  id_token_invalid: { path: '/lab/tamper/', place: 'bench', status: 200 },
} as const satisfies Record<string, Reproduction>

export type ReproductionName = keyof typeof reproductions
