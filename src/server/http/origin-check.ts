import type { APIContext } from 'astro'

/** Routes without CSRF protection: a POST from another site is legitimate or changes nothing. */
const openToOthers: ReadonlySet<string> = new Set([
  // Endpoints of the provider, for other apps. Its screens are another route.
  '/practice/[...path]',
  // Redirect target of the provider: `state` protects it against CSRF.
  '/auth/callback/[provider]',
  // Takes no POST.
  '/auth/session',
  '/404',
])

/** CSRF protection: whether a request is a POST from another origin at a protected route. */
export function isCrossOriginPost(
  { request, routePattern }: Pick<APIContext, 'request' | 'routePattern'>,
  siteUrl: string,
): boolean {
  if (request.method !== 'POST' || openToOthers.has(routePattern)) return false
  return !isSameOrigin(request, siteUrl)
}

/**
 * By `Sec-Fetch-Site` and `Origin`. Unlike Astro's `checkOrigin` it covers every content type, and
 * compares with the public origin, not with `Host`.
 * @param siteUrl public origin
 */
function isSameOrigin({ headers }: Pick<Request, 'headers'>, siteUrl: string): boolean {
  const fetchSite = headers.get('sec-fetch-site')
  if (fetchSite !== null && fetchSite !== 'same-origin') return false
  return headers.get('origin') === siteUrl
}
