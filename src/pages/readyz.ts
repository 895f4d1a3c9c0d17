import type { APIRoute } from 'astro'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether requests should be sent here: the store answers, so logins can begin and end. */
export const GET: APIRoute = async () =>
  (await getSite()).answerProbe({ serves: 'ready', not: 'not ready' })
