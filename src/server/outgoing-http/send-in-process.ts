import { OidcError } from '../../lib/oidc/errors.ts'
import { requestPracticeProvider } from '../practice/practice-adapter.ts'
import type { Site } from '../site.ts'

/**
 * Sends a request to the practice provider in this process, without the network.
 * @throws OidcError `provider_unreachable` where the provider answers with an error page
 */
export async function sendInProcess(request: Request, site: Site): Promise<Response> {
  const answer = await requestPracticeProvider(request, site)
  if (answer instanceof Response) return answer
  const subject = `${new URL(request.url).pathname}: status ${answer.status}`
  throw new OidcError('provider_unreachable', subject, { subject })
}
