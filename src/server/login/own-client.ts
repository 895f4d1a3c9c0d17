import { fixStrayCharacters } from '../../lib/snippets/stray-characters.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { type Credentials, callbackUri } from '../providers.ts'
import type { Site } from '../site.ts'

/** Characters of an ID or a secret; Google's have about 72 and 35. They go into a cookie. */
const limit = 128

/**
 * Client credentials that a reader entered in the form, without blanks and invisible characters
 * from copying. An empty field counts as entered: it must not fall back to this site's own client.
 * @returns undefined where the form has no such fields
 */
export function ownClient(form: URLSearchParams): Credentials | undefined {
  if (!form.has('client_id') && !form.has('client_secret')) return undefined
  const read = (name: string) => fixStrayCharacters(form.get(name) ?? '').text.slice(0, limit)
  return { clientId: read('client_id'), clientSecret: read('client_secret') }
}

/**
 * The connection for a reader's own client.
 * @returns null where this site does not allow one; undefined for an unknown provider
 */
export function connectionForOwnClient(
  providerId: string,
  { connections, readersGoogle }: Site,
): ProviderConnection | null | undefined {
  if (providerId === 'google') return readersGoogle
  return providerId === 'practice' ? connections.get(providerId) : undefined
}

/** Whether a reader's own Google client is allowed here, and the redirect URI that it needs. */
export function ownGoogleClient({ readersGoogle, environment }: Site) {
  return {
    allowed: readersGoogle !== null,
    redirectUri: callbackUri(environment.siteUrl, 'google'),
  }
}
