import type { APIRoute } from 'astro'
import { healthCheck } from '../server/health-check.ts'
import { getSite } from '../server/site.ts'

export const prerender = false

/**
 * Liveness, for a monitor: this process serves, and can read the store, so whoever is signed in
 * stays it. On a full disk it still answers 200; whether a login can begin is `/readyz`.
 */
export const GET: APIRoute = async () => {
  const site = await getSite()
  return healthCheck({ serves: 'ok', not: 'store away' }, site, () =>
    site.store.get('health', 'check'),
  )
}
