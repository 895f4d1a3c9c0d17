import type { APIRoute } from 'astro'
import { healthCheck } from '../server/health-check.ts'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether this instance can serve: 503 while the store is away. */
export const GET: APIRoute = async () =>
  healthCheck({ serves: 'ok', not: 'store away' }, await getSite())
