import type { APIRoute } from 'astro'
import { getSite } from '../server/site.ts'

export const prerender = false

/** Whether this instance can serve: 503 while the store is away. */
export const GET: APIRoute = async () => {
  const site = await getSite()
  const serves = await site.checkHealth().then(
    () => true,
    () => false,
  )
  const body = { status: serves ? 'ok' : 'store away' }
  return Response.json(body, {
    status: serves ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
