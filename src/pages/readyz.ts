import { healthCheck } from '../server/health-check.ts'
import { type Handler, endpoint } from '../server/http/endpoint.ts'

export const prerender = false

/** Whether requests should be sent here: the store answers, so logins can begin and end. */
const check: Handler = (_, site) => healthCheck({ serves: 'ready', not: 'not ready' }, site)

export const ALL = endpoint({ GET: check, HEAD: check })
