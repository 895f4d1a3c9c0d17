import type { APIRoute } from 'astro'
import { getSite } from '../server/site.ts'

export const prerender = false

export const GET: APIRoute = async () => {
  await (await getSite()).checkHealth()
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
