import { endpoint } from '../../server/http/endpoint.ts'
import { answerGoogleMetadata } from '../../server/labs/google-metadata-endpoint.ts'

export const prerender = false

export const ALL = endpoint({ GET: answerGoogleMetadata, HEAD: answerGoogleMetadata })
