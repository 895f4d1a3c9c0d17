import type { Project, RegisteredClient } from '../../lib/console/project.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { RecordStore } from '../record-store.ts'
import { type Room, makeRoom, roomForProjects } from './project-room.ts'

const projectKind = 'console:project'
const ownerKind = 'console:client'

/** Expiry of a project in seconds after its last change: 30 days. */
export const projectLifetime = 30 * 24 * 60 * 60
/** Expiry of a project without a client in seconds: one day. */
const beginningLifetime = 24 * 60 * 60
/** Milliseconds between two updates of `usedAt`: limits writes. */
const usageGrain = 60 * 60 * 1000
/** Attempts to write a change: each failed one means that another request's change was written. */
const attempts = 1000

/** A registered client with the project that it belongs to. */
export interface OwnedClient {
  readonly owner: string
  readonly project: Project
  readonly client: RegisteredClient
}

/**
 * Store of the console projects, one per browser. `owner` is the hash of the id in the cookie of
 * that browser. Changes are compare-and-set: of two at once, the later one is made to the result of
 * the earlier one.
 */
export class ProjectStore {
  readonly #store: RecordStore
  readonly #now: () => number
  readonly #room: Room

  /** @param now milliseconds since 1970 */
  constructor(store: RecordStore, now: () => number, room = roomForProjects) {
    this.#store = store
    this.#now = now
    this.#room = room
  }

  async find(owner: string): Promise<Project | undefined> {
    return (await this.#store.get(projectKind, owner)) as unknown as Project | undefined
  }

  /**
   * Stores the project of a new owner. Where there is no room, the network that has most projects
   * makes some.
   * @param network opaque name of the visitor's network
   * @returns false where there is no room
   */
  async create(owner: string, project: Project, network: string): Promise<boolean> {
    const isTaken = (await this.#store.count(projectKind)) >= this.#room.maximum
    if (isTaken && !(await makeRoom(this, this.#room, this.#now()))) return false
    await this.#store.put(projectKind, owner, project as unknown as JsonObject, {
      ttl: lifetimeOf(project),
      group: `${projectKind}:${network}`,
    })
    await this.#index(owner, project)
    return true
  }

  /**
   * Changes a project: for 30 days, or for one day while it has no client.
   * @param edit pure, may run several times; a result without `project` changes nothing
   * @returns the result that was written; undefined where the owner has no project
   */
  async update<Result extends { readonly project?: Project }>(
    owner: string,
    edit: (project: Project) => Result,
  ): Promise<Result | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await this.find(owner)
      const result = before && edit(before)
      if (!before || !result?.project) return result
      const after = { ...result.project, editedAt: this.#now() }
      if (await this.#replace(owner, before, after)) return result
    }
    throw new Error('The project of the console changes too fast')
  }

  /** Deletes a project with its clients. */
  async remove(owner: string): Promise<void> {
    const project = await this.find(owner)
    await this.#store.delete(projectKind, owner)
    for (const { clientId } of project?.clients ?? []) {
      await this.#store.delete(ownerKind, clientId)
    }
  }

  /**
   * Deletes a project with its clients unless it has changed.
   * @returns whether it was deleted
   */
  async evict(owner: string, project: Project): Promise<boolean> {
    const value = project as unknown as JsonObject
    if (!(await this.#store.compareAndDelete(projectKind, owner, value))) return false
    for (const { clientId } of project.clients) await this.#store.delete(ownerKind, clientId)
    return true
  }

  /** The owners of the network that has most projects, the least recently changed first. */
  async largestNetwork(limit: number): ReturnType<RecordStore['largestGroup']> {
    return this.#store.largestGroup(projectKind, limit)
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
    const isRecent = ({ usedAt }: RegisteredClient) => now - (usedAt ?? 0) < usageGrain
    if (!found || isRecent(found.client)) return
    await this.update(found.owner, (project) => {
      const clients = project.clients.map((client) =>
        client.clientId === clientId ? { ...client, usedAt: now } : client,
      )
      return { project: { ...project, clients } }
    })
  }

  async #replace(owner: string, before: Project, after: Project): Promise<boolean> {
    const [read, written] = [before, after] as unknown as [JsonObject, JsonObject]
    const ttl = lifetimeOf(after)
    if (!(await this.#store.compareAndSet(projectKind, owner, read, written, ttl))) return false
    await this.#index(owner, after)
    const kept = new Set(after.clients.map(({ clientId }) => clientId))
    for (const { clientId } of before.clients) {
      if (!kept.has(clientId)) await this.#store.delete(ownerKind, clientId)
    }
    return true
  }

  /** Index of the clients: an entry that another request left behind is found to be stale. */
  async #index(owner: string, project: Project): Promise<void> {
    const ttl = lifetimeOf(project)
    for (const { clientId } of project.clients) {
      await this.#store.put(ownerKind, clientId, { owner }, { ttl })
    }
  }
}

/** Seconds. */
function lifetimeOf({ clients }: Project): number {
  return clients.length > 0 ? projectLifetime : beginningLifetime
}
