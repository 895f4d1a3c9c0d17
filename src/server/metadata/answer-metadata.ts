import { OidcError, errorStatus } from '../../lib/oidc/errors.ts'
import type { GoogleMetadata } from './google-metadata.ts'

/** `GET /lab/google-metadata`: Google's current document, or 502 or 504 with an error code. */
export async function answerGoogleMetadata(google: GoogleMetadata): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  try {
    return Response.json(await google.read(), { headers })
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    const { code, details } = error
    return Response.json({ error: { code } }, { status: errorStatus(code, details), headers })
  }
}
