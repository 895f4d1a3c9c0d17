import type Provider from 'oidc-provider'
import type { ClientDirectory, KnownClient } from './console/client-directory.ts'
import { knownScopes } from '../lib/console/project.ts'

type Middleware = Parameters<Provider['use']>[0]
type Context = Parameters<Middleware>[0]

/** An error that the provider shows on a page of its own instead of redirecting, like Google. */
export interface AuthorizationError {
  /** Status of the answer. */
  readonly status: 400 | 401 | 403
  readonly error: string
  /** English, as on the wire. */
  readonly description: string
  /** The redirect URI of the request, for an error about it. */
  readonly redirectUri?: string
  readonly reason?: ErrorReason
}

/** What the page explains where the error code does not say enough. */
export type ErrorReason = 'too_long' | 'held_back'

/** Renders an error page of the site. The caller has set `status` on the context. */
export type ShowError = (
  context: Context,
  error: {
    readonly error: string
    readonly error_description?: string | undefined
    readonly redirect_uri?: string | undefined
    readonly client_id?: string | undefined
    readonly reason?: ErrorReason | undefined
    /** Where the response to the app would have gone. */
    readonly return_url?: string | undefined
  },
) => void

export const authorizationPath = '/o/oauth2/v2/auth'
/** Characters of one parameter and of all together: what a visit stores is bounded by them. */
const longest = { parameter: 1024, request: 2048 }
/** `User-Agent` of embedded browsers: Android's web view, and in-app browsers. */
const embeddedBrowser = /;\s*wv\)|\bFB(?:AN|AV|IOS)\b|\bInstagram\b|\bLine\//

/**
 * Validates an authorization request like Google, before the account chooser and in Google's order.
 * Google shows these errors itself: a redirect to an unregistered URI would make the provider an
 * open redirector (RFC 6749, 10.15).
 */
export async function authorizationError(
  parameters: URLSearchParams,
  userAgent: string,
  directory: Pick<ClientDirectory, 'find'>,
): Promise<AuthorizationError | undefined> {
  if (embeddedBrowser.test(userAgent)) {
    return refused(403, 'disallowed_useragent', 'The request comes from an embedded browser.')
  }
  const tooLong = lengthError(parameters)
  if (tooLong) return tooLong
  const clientId = parameters.get('client_id')
  if (!clientId) return missing('client_id')
  const client = await directory.find(clientId)
  if (!client) return refused(401, 'invalid_client', 'The OAuth client was not found.')
  if (client.deleted) return refused(401, 'deleted_client', 'The OAuth client was deleted.')
  return redirectUriError(parameters.get('redirect_uri'), client) ?? requestError(parameters)
}

function lengthError(parameters: URLSearchParams): AuthorizationError | undefined {
  const all = [...parameters]
  const long = all.find((pair) => pair.join('=').length > longest.parameter)
  const sum = all.reduce((total, pair) => total + pair.join('=').length + 1, 0)
  if (!long && sum <= longest.request) return undefined
  const [what, limit] = long
    ? [`The parameter ${nameOf(long[0])}`, longest.parameter]
    : ['The request', longest.request]
  const description = `${what} is longer than ${limit} characters.`
  return { ...refused(400, 'invalid_request', description), reason: 'too_long' }
}

/** A parameter's name as a page may show it. */
const nameOf = (parameter: string) => (/^\w{1,40}$/.test(parameter) ? parameter : '(unknown)')

function redirectUriError(
  redirectUri: string | null,
  client: KnownClient,
): AuthorizationError | undefined {
  if (!redirectUri) return missing('redirect_uri')
  if (client.redirectUris.includes(redirectUri)) return undefined
  const description = 'The redirect URI of the request is not registered for this client.'
  return { ...refused(400, 'redirect_uri_mismatch', description), redirectUri }
}

function requestError(parameters: URLSearchParams): AuthorizationError | undefined {
  if (!parameters.get('response_type')) return missing('response_type')
  const scopes = parameters.get('scope')?.split(' ').filter(Boolean) ?? []
  if (scopes.length === 0) return missing('scope')
  const unknown = scopes.filter((scope) => !knownScopes.includes(scope))
  if (unknown.length === 0) return undefined
  return refused(400, 'invalid_scope', 'Some requested scopes are unknown to this provider.')
}

function missing(parameter: string): AuthorizationError {
  return refused(400, 'invalid_request', `Missing required parameter: ${parameter}`)
}

function refused(
  status: AuthorizationError['status'],
  error: string,
  description: string,
): AuthorizationError {
  return { status, error, description }
}

/** Middleware: answers errors of the authorization endpoint before the library does. */
export function refuseAsGoogle(directory: ClientDirectory, showError: ShowError): Middleware {
  return async (context, next) => {
    if (context.path !== authorizationPath) return next()
    const parameters = new URLSearchParams(context.querystring)
    const userAgent = context.get('user-agent')
    const error = await authorizationError(parameters, userAgent, directory)
    if (!error) return next()
    context.status = error.status
    const { description, redirectUri, reason } = error
    showError(context, {
      error: error.error,
      error_description: description,
      redirect_uri: redirectUri,
      client_id: parameters.get('client_id') ?? undefined,
      reason,
    })
    return undefined
  }
}

/**
 * Middleware: gives client errors of the token endpoint Google's codes. The library has one code
 * for all of them, so as not to reveal which clients exist.
 */
export function shapeTokenErrors(directory: ClientDirectory): Middleware {
  return async (context, next) => {
    await next()
    if (context.path !== '/token') return
    const body = context.body as { error?: string } | undefined
    const clientId = clientIdOf(context)
    if (context.status === 200 && clientId) await directory.touch(clientId)
    if (body?.error !== 'invalid_client') return
    const [status, error, description] = await clientError(context, clientId, directory)
    context.status = status
    context.body = { error, error_description: description }
  }
}

async function clientError(
  context: Context,
  clientId: string | undefined,
  directory: ClientDirectory,
): Promise<[status: number, error: string, description: string]> {
  if (!clientId) return [400, 'invalid_request', 'Could not determine client ID from request.']
  const client = await directory.find(clientId)
  if (!client) return [401, 'invalid_client', 'The OAuth client was not found.']
  if (client.deleted) return [401, 'deleted_client', 'The OAuth client was deleted.']
  if (!basicCredentials(context) && !bodyOf(context).client_secret) {
    return [400, 'invalid_request', 'client_secret is missing.']
  }
  return [401, 'invalid_client', 'Unauthorized']
}

function clientIdOf(context: Context): string | undefined {
  const fromBody = bodyOf(context).client_id
  return (
    basicCredentials(context)?.clientId ?? (typeof fromBody === 'string' ? fromBody : undefined)
  )
}

/** Client ID of a Basic header; ID and secret are form-encoded (RFC 6749, 2.3.1). */
function basicCredentials(context: Context): { readonly clientId: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(context.get('authorization'))?.[1]
  if (encoded === undefined) return undefined
  const [name = ''] = Buffer.from(encoded, 'base64').toString().split(':', 1)
  return { clientId: new URLSearchParams(`id=${name}`).get('id') ?? '' }
}

function bodyOf(context: Context): Readonly<Record<string, unknown>> {
  const oidc = (context as unknown as { oidc?: { body?: Record<string, unknown> } }).oidc
  return oidc?.body ?? {}
}
