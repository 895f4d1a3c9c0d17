import { OidcError, errorStatus } from '../../lib/oidc/errors.ts'
import type { Site } from '../site.ts'

/**
 * `GET /lab/google-metadata`: Google's discovery document as JSON, or 502 or 504 with an error
 * code.
 */
export async function answerGoogleMetadata(
  _: Request,
  { googleMetadata }: Pick<Site, 'googleMetadata'>,
): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  try {
    return Response.json(await googleMetadata.read(), { headers })
  } catch (error) {
    if (!(error instanceof OidcError)) throw error
    const { code, details } = error
    return Response.json({ error: { code } }, { status: errorStatus(code, details), headers })
  }
}
