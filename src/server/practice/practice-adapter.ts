import type { IncomingMessage, ServerResponse } from 'node:http'
import { inject } from 'light-my-request'
import { type PracticeFailure, readPracticeFailure } from './practice-error.ts'
import type { Site } from '../site.ts'

const mount = '/practice'
const authorizationEndpoint = /^\/practice\/o\/oauth2\/v2\/auth\/?$/i
const notFound: PracticeFailure = {
  ...{ error: 'not_found', description: '', status: 404 },
  uiLocales: '',
}
/** Proxy headers: the provider trusts them, so a visitor must not set them. */
const forwarding = /^(?:host|forwarded|x-forwarded-.*)$/

/**
 * Adapter from a web `Request` to the practice provider, a handler of Node's http: sends the
 * request in this process.
 * @returns the response, or an error that needs an error page
 */
export async function requestPracticeProvider(
  request: Request,
  { practice, environment }: Site,
): Promise<Response | PracticeFailure> {
  const { pathname, search } = new URL(request.url)
  if (!pathname.startsWith(`${mount}/`)) return notFound
  const site = new URL(environment.siteUrl)
  const isForm = request.method === 'POST' && authorizationEndpoint.test(pathname)
  const body = await request.text()
  const headers = [...request.headers].filter(([name]) => !forwarding.test(name))
  const injected = await inject(atMount(practice.listener), {
    // An authorization request may be a form (OIDC Core 3.1.2.1): the same rules in one place.
    method: isForm ? 'GET' : (request.method as 'GET'),
    url: isForm ? `${pathname}?${new URLSearchParams(body)}` : pathname + search,
    headers: {
      ...Object.fromEntries(headers),
      host: site.host,
      'x-forwarded-proto': site.protocol.slice(0, -1),
    },
    ...(!isForm && { payload: body }),
  })
  const { statusCode, rawPayload } = injected
  if (statusCode === 404) return notFound
  const response = new Response(bodyless(statusCode) ? null : new Uint8Array(rawPayload), {
    status: statusCode,
    headers: webHeaders(injected.headers),
  })
  return readPracticeFailure(response.headers) ?? response
}

// oidc-provider derives its mount path from the difference between `originalUrl` and `url`.
function atMount(listener: Site['practice']['listener']) {
  return (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => {
    request.originalUrl = request.url ?? '/'
    request.url = request.originalUrl.slice(mount.length)
    listener(request, response)
  }
}

function webHeaders(headers: Readonly<Record<string, unknown>>): Headers {
  const result = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'transfer-encoding' || name === 'connection') continue
    for (const item of [value].flat()) result.append(name, String(item))
  }
  return result
}

function bodyless(status: number): boolean {
  return [204, 205, 304].includes(status)
}
