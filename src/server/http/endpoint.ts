import type { APIContext, APIRoute } from 'astro'
import { refusalJson } from '../login/refusal-response.ts'
import type { Refusal } from '../login/refusal.ts'
import { type Site, getSite } from '../site.ts'
import { methodNotAllowed } from './responses.ts'

/** Handles one method of an endpoint. */
export type Handler = (
  request: Request,
  site: Site,
  params: APIContext['params'],
) => Promise<Response | Refusal>

/**
 * Method router of an Astro endpoint: a method without a handler gets 405 (RFC 9110, 15.5.6). HEAD
 * does not fall back to GET: at a callback it would redeem the code.
 */
export function endpoint(handlers: Readonly<Record<string, Handler>>): APIRoute {
  return async (context) => {
    const { request, params } = context
    const handle = Object.hasOwn(handlers, request.method) ? handlers[request.method] : undefined
    if (!handle) return methodNotAllowed(Object.keys(handlers))
    const outcome = await handle(request, await getSite(), params)
    return outcome instanceof Response ? outcome : refuse(context, outcome)
  }
}

/** Error response of a refused request: JSON where the client accepts it, else an error page. */
export function refuse(context: APIContext, refusal: Refusal): Response | Promise<Response> {
  const json = refusalJson(refusal, context.request)
  if (json) return json
  context.locals.refusal = refusal
  return rewriteToPage(context, '/refused/')
}

/** Rewrite: renders another page at the requested URL. The page reads `Astro.locals`. */
export function rewriteToPage(
  { url, request, rewrite }: APIContext,
  page: '/refused/' | '/practice-error/' | '/store-away/',
): Promise<Response> {
  // A GET without a body: the body was read already.
  return rewrite(new Request(new URL(page, url), { headers: request.headers }))
}
