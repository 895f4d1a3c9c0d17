import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../record-store.ts'
import type { Project, RegisteredClient } from '../../lib/console/project.ts'

const projectKind = 'console:project'
const ownerKind = 'console:client'

/** Expiry of a project in seconds after its last use: 30 days. */
export const projectLifetime = 30 * 24 * 60 * 60
/** Expiry of a project without a client in seconds: one day. */
const beginningLifetime = 24 * 60 * 60
/** Milliseconds between two updates of `usedAt`: limits writes. */
const usageGrain = 60 * 60 * 1000
/** Limit on the number of projects: with the size limit of each, the store stays below 700 MB. */
export const maximumProjects = 20_000

/** A registered client with the project that it belongs to. */
export interface OwnedClient {
  readonly owner: string
  readonly project: Project
  readonly client: RegisteredClient
}

/**
 * Store of the console projects, one per browser. `owner` is the hash of the id in the cookie of
 * that browser.
 */
export class ProjectStore {
  readonly #store: RecordStore
  readonly #now: () => number
  readonly #maximum: number

  /** @param now milliseconds since 1970 */
  constructor(store: RecordStore, now: () => number, maximum = maximumProjects) {
    this.#store = store
    this.#now = now
    this.#maximum = maximum
  }

  async find(owner: string): Promise<Project | undefined> {
    return (await this.#store.get(projectKind, owner)) as unknown as Project | undefined
  }

  /** Whether there is room for the project of one more browser. */
  async hasRoom(): Promise<boolean> {
    return (await this.#store.count(projectKind)) < this.#maximum
  }

  /** Saves a project: for 30 days, or for one day while it has no client. */
  async save(owner: string, project: Project): Promise<void> {
    const options = { ttl: project.clients.length > 0 ? projectLifetime : beginningLifetime }
    await this.#store.put(projectKind, owner, project as unknown as JsonObject, options)
    for (const { clientId } of project.clients) {
      await this.#store.put(ownerKind, clientId, { owner }, options)
    }
  }

  /** Deletes the index entry of a client that was removed from its project. */
  async forgetClient(clientId: string): Promise<void> {
    await this.#store.delete(ownerKind, clientId)
  }

  /** Deletes a project with its clients. */
  async remove(owner: string): Promise<void> {
    const project = await this.find(owner)
    for (const { clientId } of project?.clients ?? []) {
      await this.#store.delete(ownerKind, clientId)
    }
    await this.#store.delete(projectKind, owner)
  }

  /** A registered client by its ID, deleted or not. */
  async findClient(clientId: string): Promise<OwnedClient | undefined> {
    const owner = (await this.#store.get(ownerKind, clientId))?.owner
    if (typeof owner !== 'string') return undefined
    const project = await this.find(owner)
    const client = project?.clients.find((candidate) => candidate.clientId === clientId)
    return project && client ? { owner, project, client } : undefined
  }

  /** Records that a client was used, which extends its project by 30 days. */
  async touch(clientId: string): Promise<void> {
    const found = await this.findClient(clientId)
    const now = this.#now()
    if (!found || now - (found.client.usedAt ?? 0) < usageGrain) return
    const clients = found.project.clients.map((client) =>
      client.clientId === clientId ? { ...client, usedAt: now } : client,
    )
    await this.save(found.owner, { ...found.project, clients })
  }
}
