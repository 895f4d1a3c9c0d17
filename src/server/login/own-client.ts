import { removeStrayCharacters } from '../../lib/snippets/stray-characters.ts'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { type Credentials, callbackUri } from '../providers.ts'
import type { Site } from '../site.ts'

/** Characters of an ID or a secret; Google's have about 72 and 35. */
const limit = 300

/**
 * The client that a reader brought with the form, without the blanks and invisible characters that
 * come along when something is copied. An empty field is theirs too: this site's own client must
 * not stand in for it.
 */
export function ownClient(form: URLSearchParams): Credentials | undefined {
  if (!form.has('client_id') && !form.has('client_secret')) return undefined
  const read = (name: string) => removeStrayCharacters(form.get(name) ?? '').text.slice(0, limit)
  return { clientId: read('client_id'), clientSecret: read('client_secret') }
}

/**
 * The connection for a reader's own client.
 * @returns null where this site takes none; undefined where there is no such provider
 */
export function connectionForOwnClient(
  providerId: string,
  { connections, readersGoogle }: Site,
): ProviderConnection | null | undefined {
  if (providerId === 'google') return readersGoogle
  return providerId === 'practice' ? connections.get(providerId) : undefined
}

/** Whether a reader's own Google client can be tried here, and what it must have registered. */
export function ownGoogleClient({ readersGoogle, environment }: Site) {
  return {
    allowed: readersGoogle !== null,
    redirectUri: callbackUri(environment.siteUrl, 'google'),
  }
}
