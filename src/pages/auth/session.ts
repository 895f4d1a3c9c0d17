import type { APIRoute } from 'astro'
import { getSite } from '../../server/site.ts'

export const prerender = false

export const GET: APIRoute = async ({ request }) =>
  Response.json(await (await getSite()).describeSession(request), {
    headers: { 'cache-control': 'no-store' },
  })
