import type { APIRoute } from 'astro'
import { answerGoogleMetadata } from '../../server/metadata/answer-metadata.ts'

export const prerender = false

export const GET: APIRoute = async () => answerGoogleMetadata()
