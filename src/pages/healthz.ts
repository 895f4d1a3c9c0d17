import { healthCheck } from '../server/health-check.ts'
import { type Handler, endpoint } from '../server/http/endpoint.ts'

export const prerender = false

/** Whether this instance can serve: 503 while the store is away. */
const check: Handler = (_, site) => healthCheck({ serves: 'ok', not: 'store away' }, site)

export const ALL = endpoint({ GET: check, HEAD: check })
