import type { APIRoute } from 'astro'
import { getSite } from '../../server/site.ts'

export const prerender = false

export const GET: APIRoute = async () => (await getSite()).googleMetadata()
