import { healthCheck } from '../server/health-check.ts'
import { type Handler, endpoint } from '../server/http/endpoint.ts'

export const prerender = false

/**
 * Liveness, for a monitor: this process serves, and can read the store, so whoever is signed in
 * stays it. On a full disk it still answers 200; whether a login can begin is `/readyz`.
 */
const check: Handler = (_, site) =>
  healthCheck({ serves: 'ok', not: 'store away' }, site, () => site.store.get('health', 'check'))

export const ALL = endpoint({ GET: check, HEAD: check })
