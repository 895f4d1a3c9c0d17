import type Provider from 'oidc-provider'
import { isLoopback } from '../lib/redirect-uri/uri-parts.ts'
import type { ClientDirectory } from './console/client-directory.ts'
import { type ShowError, authorizationPath } from './google-errors.ts'

type Middleware = Parameters<Provider['use']>[0]
type Context = Parameters<Middleware>[0]

/** An error of the library; `allow_redirect` where it goes back to the app. */
type LibraryError = Error & {
  readonly error?: string
  readonly error_description?: string
  readonly allow_redirect?: boolean
}

const thrown = new WeakMap<object, LibraryError>()

/** Remembers the error of an authorization request for {@link holdErrorsBack}. */
export function noteErrors(provider: Provider): void {
  const note = (context: object, error: Error) => thrown.set(context, error)
  provider.on('authorization.error', note)
  provider.on('server_error', note)
}

/**
 * Middleware: shows an error response to a client that a reader registered on a page of ours, with a
 * link to the app. Anybody can register a client, and a request with an error redirects without a
 * click: that would be an open redirector (RFC 9700, 4.11.2). Loopback is the reader's own machine.
 */
export function holdErrorsBack(
  directory: Pick<ClientDirectory, 'find'>,
  showError: ShowError,
): Middleware {
  return async (context, next) => {
    await next()
    const error = thrown.get(context)
    if (context.path !== authorizationPath || !error?.allow_redirect) return
    const { redirect_uri: redirectUri, client_id: clientId } = parametersOf(context)
    const client = clientId === undefined ? undefined : await directory.find(clientId)
    const target = URL.parse(redirectUri ?? '')
    if (!client?.registeredByReader || !target || isLoopback(target.hostname)) return
    const returnUrl = context.response.get('Location') || errorResponse(target, error, context)
    context.remove('Location')
    context.status = 400
    showError(context, {
      error: error.error ?? 'server_error',
      error_description: error.error_description,
      ...{ client_id: clientId, reason: 'held_back', return_url: returnUrl },
    })
  }
}

/** An authorization error response in the query (RFC 6749, 4.1.2.1), instead of a form. */
function errorResponse(target: URL, error: LibraryError, context: Context): string {
  const url = new URL(target)
  url.searchParams.set('error', error.error ?? 'server_error')
  const { state } = parametersOf(context)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}

function parametersOf({ query }: Context): Readonly<Record<string, string | undefined>> {
  const text = ([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? value : undefined,
  ]
  return Object.fromEntries(Object.entries(query).map(text)) as Record<string, string | undefined>
}
