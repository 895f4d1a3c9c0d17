import type { APIRoute } from 'astro'
import { healthCheck } from '../server/health-check.ts'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether requests should be sent here: the store answers, so logins can begin and end. */
export const GET: APIRoute = async () =>
  healthCheck({ serves: 'ready', not: 'not ready' }, await getSite())
