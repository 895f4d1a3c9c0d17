import { readCookies } from '../http/cookies.ts'
import type { Site } from '../site.ts'

/**
 * The redirect URIs of a client: public for the site's own clients, for a reader's client visible
 * only to the browser that registered it.
 * @returns undefined for an unknown client or another browser
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
