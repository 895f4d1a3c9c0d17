import type { Project } from '../../lib/console/project.ts'
import type { ProjectStore } from './project-store.ts'

/** Limits on the number of projects. */
export interface Room {
  /** Projects of all visitors together. */
  readonly maximum: number
  /** Projects that are looked at, and that are deleted at most, to make room once. */
  readonly considered: number
  readonly deleted: number
  /** Projects of one network that are spared while somebody works on them. */
  readonly spared: number
}

/** With the size limit of each project the store stays below 700 MB. */
export const roomForProjects: Room = {
  maximum: 20_000,
  considered: 400,
  deleted: 100,
  spared: 1000,
}

/** Milliseconds after a change for which somebody is taken to work on a project. */
const working = 30 * 60 * 1000

type Projects = Pick<ProjectStore, 'find' | 'evict' | 'largestNetwork'>

/**
 * Eviction: the network that has most projects makes room, those first that nobody changed since
 * they were created, then those left alone for longest. A project that somebody works on goes only
 * where that network has more of them than a class needs.
 * @param now milliseconds since 1970
 * @returns whether there is room now
 */
export async function makeRoom(projects: Projects, room: Room, now: number): Promise<boolean> {
  const largest = await projects.largestNetwork(room.considered)
  if (!largest) return false
  const found = await Promise.all(
    largest.ids.map(async (owner) => ({ owner, project: await projects.find(owner) })),
  )
  const candidates = found.filter((one): one is Candidate => one.project !== undefined)
  const untouched = candidates.filter(({ project }) => !project.editedAt)
  const idle = candidates.filter(({ project }) => isIdle(project, now))
  const rest = largest.size > room.spared ? candidates : []
  let deleted = 0
  for (const { owner, project } of new Set([...untouched, ...idle, ...rest])) {
    if (deleted >= room.deleted) break
    if (await projects.evict(owner, project)) deleted += 1
  }
  return deleted > 0
}

interface Candidate {
  readonly owner: string
  readonly project: Project
}

function isIdle({ editedAt }: Project, now: number): boolean {
  return typeof editedAt === 'number' && editedAt !== 0 && now - editedAt >= working
}
