import type { ReceivedRequest } from './received-request.ts'

/**
 * Whether a request that changes something was sent by a page of this site. Unlike Astro's own
 * check it holds for every content type, and it asks for the public origin, not for `Host`.
 * @param siteUrl public origin
 */
export function isSameOrigin(request: Pick<ReceivedRequest, 'headers'>, siteUrl: string): boolean {
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite !== null && fetchSite !== 'same-origin') return false
  return request.headers.get('origin') === siteUrl
}
