import { OidcError, errorStatus } from '../../lib/oidc/errors.ts'
import { getSite } from '../site.ts'

/** Answers `GET /lab/google-metadata`: the document of today, or 502 or 504 and a code. */
export async function answerGoogleMetadata(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  try {
    return Response.json(await (await getSite()).googleMetadata.read(), { headers })
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    const { code, details } = error
    return Response.json({ error: { code } }, { status: errorStatus(code, details), headers })
  }
}
