import type { APIRoute } from 'astro'
import { healthCheck } from '../server/health-check.ts'
import { getSite } from '../server/site.ts'

export const prerender = false

/**
 * Readiness, for a load balancer: logins can begin and end here, because a record was written and
 * read in this second. Many at once share one write.
 */
export const GET: APIRoute = async () => {
  const site = await getSite()
  return healthCheck({ serves: 'ready', not: 'not ready' }, site, site.checkStore)
}
