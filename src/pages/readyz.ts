import type { APIRoute } from 'astro'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether requests should be sent here: the store answers, so logins can begin and end. */
export const GET: APIRoute = async () => {
  const site = await getSite()
  const ready = await site.checkHealth().then(
    () => true,
    () => false,
  )
  const body = { status: ready ? 'ready' : 'not ready' }
  return Response.json(body, {
    status: ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
