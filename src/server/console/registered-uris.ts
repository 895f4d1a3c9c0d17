import { readCookies } from '../http/cookies.ts'
import type { Site } from '../site.ts'

/**
 * The redirect URIs of a client, for whoever may see them: those of the site's own clients are
 * everybody's, those of a reader's client are for the browser that registered it.
 * @returns undefined for everyone else, and where there is no such client
 */
export async function registeredUris(
  request: Request,
  clientId: string,
  { practice, consoleOwners }: Site,
): Promise<readonly string[] | undefined> {
  const owned = await practice.projects.findClient(clientId)
  if (!owned) return (await practice.directory.find(clientId))?.redirectUris
  const owner = await consoleOwners.find(readCookies(request))
  return owned.owner === owner ? owned.client.redirectUris : undefined
}
