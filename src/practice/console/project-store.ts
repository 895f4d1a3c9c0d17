import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../record-store.ts'
import type { Project, RegisteredClient } from '../../lib/console/project.ts'

const projectKind = 'console:project'
const ownerKind = 'console:client'

/** Seconds after which a project that nobody used goes by itself: 30 days. */
export const projectLifetime = 30 * 24 * 60 * 60
/** Seconds for which a project without a client stays: whoever began one comes back or does not. */
const beginningLifetime = 24 * 60 * 60
/** Milliseconds between two notes that a client was used; each costs a write. */
const usageGrain = 60 * 60 * 1000
/** Projects in all. With the limits on each, the store stays below 700 megabytes. */
export const maximumProjects = 20_000

/** A registered client with the project that it belongs to. */
export interface OwnedClient {
  readonly owner: string
  readonly project: Project
  readonly client: RegisteredClient
}

/**
 * The projects of the practice console, one for each browser. An owner is known by a name that
 * only that browser can give.
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

  /** Keeps a project for 30 days from now, or for one while no client is in it. */
  async save(owner: string, project: Project): Promise<void> {
    const options = { ttl: project.clients.length > 0 ? projectLifetime : beginningLifetime }
    await this.#store.put(projectKind, owner, project as unknown as JsonObject, options)
    for (const { clientId } of project.clients) {
      await this.#store.put(ownerKind, clientId, { owner }, options)
    }
  }

  /** Lets go of a client that is in no project any more. */
  async forgetClient(clientId: string): Promise<void> {
    await this.#store.delete(ownerKind, clientId)
  }

  /** Starts over: the project and its clients are gone. */
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

  /** Notes that a client was used, which keeps its project for another 30 days. */
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
