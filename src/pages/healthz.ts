import type { APIRoute } from 'astro'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether this instance can serve: 503 while the store is away. */
export const GET: APIRoute = async () =>
  (await getSite()).answerProbe({ serves: 'ok', not: 'store away' })
