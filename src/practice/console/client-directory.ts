import type { AdapterPayload, ClientMetadata } from 'oidc-provider'
import { withoutHiddenCharacters } from '../../lib/hidden-characters.ts'
import { ProviderAdapter } from '../provider-adapter.ts'
import type { RecordStore } from '../record-store.ts'
import { type AppPolicy, openToEverybody } from './access-policy.ts'
import { errorDemoClients } from './error-demo-clients.ts'
import type { ProjectStore, OwnedClient } from './project-store.ts'

/** A client as the rules of the provider need it. */
export interface KnownClient {
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly deleted: boolean
  readonly app: AppPolicy
  /** Of the console: anybody may have registered it. */
  readonly registeredByReader: boolean
}

/** Dummy: the library requires a secret, registered clients have hashes (`secret_hashes`). */
const noSecret = 'kept as hashes only'

/** Lookup of all clients of the practice provider: static ones and those of the console. */
export class ClientDirectory {
  readonly #projects: ProjectStore
  readonly #fixed: ReadonlyMap<string, KnownClient>

  /** @param clients static ones, as configured in the library */
  constructor(projects: ProjectStore, clients: readonly ClientMetadata[]) {
    this.#projects = projects
    const known = clients.map(({ client_id, redirect_uris }): [string, KnownClient] => [
      client_id,
      {
        clientId: client_id,
        redirectUris: redirect_uris ?? [],
        deleted: errorDemoClients.some(
          ({ clientId, deleted }) => clientId === client_id && deleted,
        ),
        app:
          errorDemoClients.find(({ clientId }) => clientId === client_id)?.app ?? openToEverybody,
        registeredByReader: false,
      },
    ])
    this.#fixed = new Map(known)
  }

  async find(clientId: string): Promise<KnownClient | undefined> {
    const fixed = this.#fixed.get(clientId)
    if (fixed) return fixed
    const owned = await this.#projects.findClient(clientId)
    return owned && knownClient(owned)
  }

  /** Records that a client was used. */
  async touch(clientId: string): Promise<void> {
    if (!this.#fixed.has(clientId)) await this.#projects.touch(clientId)
  }
}

/** Adapter of the library's model `Client`: reads the clients of the console, never writes. */
export class ClientAdapter extends ProviderAdapter {
  readonly #projects: ProjectStore

  constructor(store: RecordStore, projects: ProjectStore) {
    // The library never destroys a client.
    super(store, 'Client', () => undefined)
    this.#projects = projects
  }

  override async find(clientId: string): Promise<AdapterPayload | undefined> {
    const owned = await this.#projects.findClient(clientId)
    return owned && owned.client.deletedAt === null ? clientMetadata(owned) : undefined
  }
}

function knownClient({ client, project }: OwnedClient): KnownClient {
  const { clientId, redirectUris, deletedAt } = client
  const app = project.consentScreen ?? openToEverybody
  return { clientId, redirectUris, deleted: deletedAt !== null, app, registeredByReader: true }
}

/** OpenID Connect Dynamic Client Registration 1.0, 2. */
function clientMetadata({ client, project }: OwnedClient): AdapterPayload {
  const name = project.consentScreen?.appName ?? client.name
  return {
    client_id: client.clientId,
    client_secret: noSecret,
    // A name that was stored before such characters were refused.
    client_name: withoutHiddenCharacters(name).trim() || client.clientId,
    redirect_uris: [...client.redirectUris],
    secret_hashes: client.secrets.filter(({ enabled }) => enabled).map(({ hash }) => hash),
  } as AdapterPayload
}
