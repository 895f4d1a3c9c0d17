import { OidcError, errorStatus } from '../../lib/oidc/errors.ts'
import type { GoogleMetadata } from './google-metadata.ts'

/** Answers `GET /lab/google-metadata`: the document of today, or 502 or 504 and a code. */
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
