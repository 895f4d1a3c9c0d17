import { healthCheck } from '../server/health-check.ts'
import { type Handler, endpoint } from '../server/http/endpoint.ts'

export const prerender = false

/**
 * Readiness, for a load balancer: logins can begin and end here, because a record was written and
 * read in this second. Many at once share one write.
 */
const check: Handler = (_, site) =>
  healthCheck({ serves: 'ready', not: 'not ready' }, site, site.checkStore)

export const ALL = endpoint({ GET: check, HEAD: check })
