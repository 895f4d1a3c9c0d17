import type { APIRoute } from 'astro'
import { answerGoogleMetadata } from '../../server/labs/google-metadata-endpoint.ts'

export const prerender = false

export const GET: APIRoute = async () => answerGoogleMetadata()
