import { STATUS_CODES } from 'node:http'
import type { MiddlewareHandler } from 'astro'
import { defineMiddleware, sequence } from 'astro:middleware'
import { languageOfFolder, languageOfPath } from './lib/i18n/languages.ts'
import { withResponse } from './server/http/after-response.ts'
import { refuse, rewriteToPage } from './server/http/endpoint.ts'
import { cspSources } from './server/http/csp-sources.ts'
import { isCrossOriginPost } from './server/http/origin-check.ts'
import { loggedPath } from './server/http/request-log.ts'
import { responseHeaders } from './server/http/response-headers.ts'
import { methodNotAllowed, unsupportedMediaType } from './server/http/responses.ts'
import {
  formType,
  isForm,
  routeMethods,
  showsError,
  takesForm,
} from './server/http/route-methods.ts'
import { storeOutageResponse } from './server/http/store-outage-response.ts'
import { secondsToWait } from './server/http/rate-limited-routes.ts'
import { refusal } from './server/login/refusal.ts'
import { getSite } from './server/site.ts'
import { detectingOutage } from './server/store/store-outage.ts'

/** Middleware: security headers, `Cache-Control` and the reason phrase of every response. */
const headers: MiddlewareHandler = async (context, next) => {
  const response = named(await next())
  const site = await getSite()
  const permissions = await cspSources(context, site)
  const all = responseHeaders(context.url.pathname, site.environment, permissions)
  // No caching by default: the page was rendered for one visitor. A page may set its own header.
  for (const [name, value] of Object.entries({ ...all, 'Cache-Control': 'no-store' })) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}

/** Middleware: logs an unexpected error, without the query, and shows the error page (500). */
const errors: MiddlewareHandler = async ({ request, url }, next) => {
  try {
    return await next()
  } catch (error) {
    if (import.meta.env.DEV) throw error
    const stack = error instanceof Error ? error.stack : String(error)
    const { log } = await getSite()
    log.error({ method: request.method, path: loggedPath(url.pathname), stack }, 'fault')
    // Astro renders 500.astro for a response with this status and no body.
    return new Response(null, { status: 500 })
  }
}

/**
 * Middleware: what has no route here (404), and the methods of a page (405). Astro adds endpoints for
 * images, islands and actions, all below `/_`, where a file of ours would be no page. The page of a
 * fault is not found at its own address.
 */
const routes: MiddlewareHandler = ({ routePattern, url, request }, next) => {
  if (showsError(routePattern, url.pathname)) return next()
  const notFound = () => new Response(null, { status: 404 })
  if (routePattern.startsWith('/_')) return notFound()
  const allowed = routeMethods(routePattern)
  if (allowed && !allowed.includes(request.method)) return methodNotAllowed(allowed)
  return routePattern === '/500' ? notFound() : next()
}

/** Middleware: the encoding of our forms (415). Their handlers read the content as text. */
const formContent: MiddlewareHandler = ({ routePattern, request }, next) => {
  const isOther = request.method === 'POST' && takesForm(routePattern) && !isForm(request)
  return isOther ? unsupportedMediaType(formType) : next()
}

/** Middleware: answers 503 during a store outage, even where inner layers hid the error. */
const storeOutage: MiddlewareHandler = async (context, next) => {
  const { routePattern, url, request } = context
  if (!needsStore.test(routePattern)) return next()
  const { isStoreReady } = await getSite()
  // A log-out goes on even so: behind the origin check it deletes the cookie.
  const goesOn = isStoreReady() || routePattern === '/auth/logout'
  const outcome = goesOn ? await detectingOutage(async () => next()) : { outage: {} }
  if ('result' in outcome) return outcome.result
  const away = storeOutageResponse(request, url.pathname, outcome.outage)
  if (away instanceof Response) return away
  context.locals.storeOutage = away
  return rewriteToPage(context, '/store-away/')
}
const needsStore = /^\/(?:auth|practice)\/|\/(?:lab|demo)(?:\/|$)/

/** Middleware: rate limit per visitor and route (429). */
const rateLimit: MiddlewareHandler = async (context, next) => {
  const retryAfter = await secondsToWait(context, await getSite())
  return retryAfter === undefined
    ? next()
    : refuse(context, refusal('rate_limited', { retryAfter }))
}

/** Middleware: CSRF protection by the `Origin` of a POST (403). */
const originCheck: MiddlewareHandler = async (context, next) => {
  const { environment } = await getSite()
  if (!isCrossOriginPost(context, environment.siteUrl)) return next()
  // The login endpoints have no language in their path.
  const { pathname } = context.url
  const language = pathname.startsWith('/auth/') ? {} : { language: languageOfPath(pathname) }
  return refuse(context, refusal('cross_origin_request', language))
}

/** Middleware: the language of a page. A folder that no language has is not found (404). */
const pageLanguage: MiddlewareHandler = (context, next) => {
  const language = languageOfFolder(context.params.lang)
  if (language === undefined) return new Response(null, { status: 404 })
  context.locals.language = language
  return next()
}

const all = sequence(
  ...[headers, errors, pageLanguage, routes],
  ...[storeOutage, rateLimit, originCheck, formContent],
)

/**
 * Astro's middleware, for every request except built files. In dev, prerendered pages are rendered
 * on demand and pass here too.
 */
export const onRequest = defineMiddleware((context, next) => {
  if (context.isPrerendered && !import.meta.env.DEV) return next()
  return withResponse(context.locals.whenSent ?? null, () => all(context, next))
})

/** Sets the reason phrase: Astro says OK for every status that a page sets. */
function named(response: Response): Response {
  const { status, statusText, headers, body } = response
  if (response.ok || statusText !== 'OK') return response
  return new Response(body, { status, headers, statusText: STATUS_CODES[status] ?? '' })
}
