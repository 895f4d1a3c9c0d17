import { STATUS_CODES } from 'node:http'
import type { MiddlewareHandler } from 'astro'
import { defineMiddleware, sequence } from 'astro:middleware'
import { languageOfPath } from './lib/i18n/languages.ts'
import { withResponse } from './server/http/after-response.ts'
import { refuse, rewriteToPage } from './server/http/endpoint.ts'
import { cspSources } from './server/http/csp-sources.ts'
import { isCrossOriginPost } from './server/http/origin-check.ts'
import { loggedPath } from './server/http/request-log.ts'
import { responseHeaders } from './server/http/response-headers.ts'
import { storeOutageResponse } from './server/http/store-outage-response.ts'
import { secondsToWait } from './server/http/rate-limited-routes.ts'
import { refusal } from './server/login/refusal.ts'
import { getSite } from './server/site.ts'
import { detectingOutage } from './server/store/store-outage.ts'

/** Security headers, the cache rule and the reason phrase of every response. */
const headers: MiddlewareHandler = async (context, next) => {
  const response = named(await next())
  const site = await getSite()
  const permissions = await cspSources(context, site)
  const all = responseHeaders(context.url.pathname, site.environment, permissions)
  // What is made for one visitor is nobody else's; a page may still say otherwise.
  for (const [name, value] of Object.entries({ ...all, 'Cache-Control': 'no-store' })) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}

/** Logs an error that nobody expected, without the query, and answers with the page for it. */
const errors: MiddlewareHandler = async ({ request, url }, next) => {
  try {
    return await next()
  } catch (error) {
    if (import.meta.env.DEV) throw error
    const stack = error instanceof Error ? error.stack : String(error)
    const { log } = await getSite()
    log.error({ method: request.method, path: loggedPath(url.pathname), stack }, 'fault')
    // Astro renders the page 500 where a response with this status has no body.
    return new Response(null, { status: 500 })
  }
}

/** Answers 503 while the store is away, whatever the layers below make of it. */
const storeOutage: MiddlewareHandler = async (context, next) => {
  const { routePattern, url, request } = context
  if (!needsStore.test(routePattern)) return next()
  const { isStoreReady } = await getSite()
  const response = isStoreReady() ? await detectingOutage(async () => next()) : undefined
  if (response) return response
  const away = storeOutageResponse(request, url.pathname)
  if (away instanceof Response) return away
  context.locals.storeOutage = away
  return rewriteToPage(context, '/store-away/')
}
const needsStore = /^\/(?:auth|practice)\/|\/(?:lab|demo)(?:\/|$)/

const rateLimit: MiddlewareHandler = async (context, next) => {
  const retryAfter = await secondsToWait(context, await getSite())
  return retryAfter === undefined
    ? next()
    : refuse(context, refusal('rate_limited', { retryAfter }))
}

const originCheck: MiddlewareHandler = async (context, next) => {
  const { environment } = await getSite()
  if (!isCrossOriginPost(context, environment.siteUrl)) return next()
  // The steps of the login are in no language.
  const { pathname } = context.url
  const language = pathname.startsWith('/auth/') ? {} : { language: languageOfPath(pathname) }
  return refuse(context, refusal('cross_origin_request', language))
}

const all = sequence(headers, errors, storeOutage, rateLimit, originCheck)

/**
 * What concerns every request that is not for a built file. In dev, pages that are prerendered in
 * production are rendered on demand and pass here too.
 */
export const onRequest = defineMiddleware((context, next) => {
  if (context.isPrerendered && !import.meta.env.DEV) return next()
  return withResponse(context.locals.whenSent ?? null, () => all(context, next))
})

/** Astro calls every status OK that a page sets. */
function named(response: Response): Response {
  const { status, statusText, headers, body } = response
  if (response.ok || statusText !== 'OK') return response
  return new Response(body, { status, headers, statusText: STATUS_CODES[status] ?? '' })
}
