import type { APIContext } from 'astro'

/** Routes that answer a POST from another site themselves, and do nothing for this browser. */
const openToOthers: ReadonlySet<string> = new Set([
  // The provider's endpoints are for other apps. Its screens are not.
  '/practice/[...path]',
  // The provider may send a browser here; `state` is what binds it.
  '/auth/callback/[provider]',
  // Takes no POST.
  '/auth/session',
  '/404',
])

/** Whether a request is a form's POST that no page of this site sent, at a route that needs one. */
export function isCrossOriginPost(
  { request, routePattern }: Pick<APIContext, 'request' | 'routePattern'>,
  siteUrl: string,
): boolean {
  if (request.method !== 'POST' || openToOthers.has(routePattern)) return false
  return !isSameOrigin(request, siteUrl)
}

/**
 * Unlike Astro's own check this holds for every content type, and asks for the public origin, not
 * for `Host`.
 * @param siteUrl public origin
 */
function isSameOrigin({ headers }: Pick<Request, 'headers'>, siteUrl: string): boolean {
  const fetchSite = headers.get('sec-fetch-site')
  if (fetchSite !== null && fetchSite !== 'same-origin') return false
  return headers.get('origin') === siteUrl
}
