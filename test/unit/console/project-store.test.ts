import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Project,
  type RegisteredClient,
  emptyProject,
} from '../../../src/lib/console/project.ts'
import { ClientAdapter } from '../../../src/practice/console/client-directory.ts'
import { ProjectStore, projectLifetime } from '../../../src/practice/console/project-store.ts'
import { SqliteStore } from '../../../src/server/store/sqlite-store.ts'

const day = 24 * 60 * 60 * 1000
const owner = 'an-owner'
const client: RegisteredClient = {
  ...{ clientId: '1-a.apps.genkan.practice', name: 'A client' },
  ...{ javascriptOrigins: [], redirectUris: [], secrets: [] },
  ...{ createdAt: 0, deletedAt: null, usedAt: null },
}
const withClient = { ...emptyProject('a project', true), clients: [client] }

const room = { maximum: 12, considered: 12, deleted: 3, spared: 10 }
/** As a request would: creates it, then changes it. */
const change = (name: string, edit: (project: Project) => Project = (project) => project) =>
  projects.update(name, (project) => ({ project: edit(project) }))
const create = (name: string, network = 'a network') =>
  projects.create(name, emptyProject(name, true), network)
const save = async () => {
  await projects.create(owner, withClient, 'a network')
  await change(owner)
}

let folder: string
let now: number
let store: SqliteStore
let projects: ProjectStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-'))
  now = Date.UTC(2026, 10, 22)
  store = new SqliteStore(folder, () => now)
  projects = new ProjectStore(store, () => now, room)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('a project', () => {
  it('with a client stays for 30 days without use, and the client with it', async () => {
    await save()
    now += projectLifetime * 1000 - 1
    expect(await projects.find(owner)).toMatchObject({
      ...withClient,
      editedAt: expect.any(Number) as number,
    })
    expect((await projects.findClient(client.clientId))?.owner).toBe(owner)
    now += 1
    expect(await projects.find(owner)).toBeUndefined()
    expect(await projects.findClient(client.clientId)).toBeUndefined()
  })

  it('whose client is used begins its 30 days anew, with one write an hour at most', async () => {
    await save()
    now += 20 * day
    await projects.touch(client.clientId)
    const usedAt = now
    now += 60_000
    await projects.touch(client.clientId)
    expect((await projects.findClient(client.clientId))?.client.usedAt).toBe(usedAt)
    now += 29 * day
    expect(await projects.find(owner)).toBeDefined()
  })

  it('without a client stays for a day', async () => {
    await create(owner)
    now += day - 1
    expect(await projects.find(owner)).toBeDefined()
    now += 1
    expect(await projects.find(owner)).toBeUndefined()
  })

  it('is gone with its clients when somebody starts over', async () => {
    await save()
    await projects.remove(owner)
    expect(await projects.find(owner)).toBeUndefined()
    expect(await projects.findClient(client.clientId)).toBeUndefined()
  })
})

describe('a change', () => {
  it('is made to the result of another one that was written first', async () => {
    await save()
    let runs = 0
    const result = await projects.update(owner, (project) => {
      runs += 1
      // Another request, after this one has read the project.
      if (runs === 1) void store.put('console:project', owner, { ...project, name: 'new' } as never)
      return { project: { ...project, seen: ['a screen'] } }
    })
    expect(runs).toBe(2)
    expect(result?.project).toMatchObject({ name: 'new', seen: ['a screen'] })
    expect(await projects.find(owner)).toMatchObject({ name: 'new', seen: ['a screen'] })
  })

  it('is not made to a project that is gone', async () => {
    expect(await change('nobody')).toBeUndefined()
    expect(await projects.find('nobody')).toBeUndefined()
  })

  it('forgets the clients that it removes', async () => {
    await save()
    await change(owner, (project) => ({ ...project, clients: [] }))
    expect(await projects.findClient(client.clientId)).toBeUndefined()
  })
})

describe('where there is no room', () => {
  const fill = async (count: number, network: string, edited = false, name = network) => {
    for (let index = 0; index < count; index += 1) {
      now += 1000
      await create(`${name} ${index}`, network)
      if (edited) await change(`${name} ${index}`)
    }
  }
  const isThere = async (name: string) => (await projects.find(name)) !== undefined

  it('the network that holds most makes some, its oldest untouched projects first', async () => {
    await fill(5, 'small')
    await create('worked on', 'large')
    await change('worked on')
    await fill(6, 'large')
    expect(await create('new', 'third')).toBe(true)
    const gone = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (index) => !(await isThere(`large ${index}`))),
    )
    expect(gone).toEqual([true, true, true, false, false, false])
    expect(await isThere('worked on')).toBe(true)
    for (let index = 0; index < 5; index += 1) expect(await isThere(`small ${index}`)).toBe(true)
  })

  it('those left alone for half an hour go, those in work do not', async () => {
    await fill(6, 'large', true)
    now += 30 * 60_000
    await fill(6, 'large', true, 'large at work')
    await change('large 0')
    expect(await create('new', 'third')).toBe(true)
    expect(await isThere('large 0')).toBe(true)
    expect(await isThere('large 1')).toBe(false)
  })

  it('nobody is put out who works, so the newcomer is refused', async () => {
    await fill(6, 'one', true)
    await fill(6, 'two', true)
    expect(await create('new', 'third')).toBe(false)
    expect(await isThere('one 0')).toBe(true)
  })

  it('a network that keeps too many busy loses those that it left for longest', async () => {
    await fill(12, 'flood', true)
    expect(await create('new', 'third')).toBe(true)
    expect(await isThere('flood 0')).toBe(false)
    expect(await isThere('flood 11')).toBe(true)
  })

  it('a project that changes meanwhile stays', async () => {
    await create(owner)
    const read = await projects.find(owner)
    await change(owner)
    expect(read && (await projects.evict(owner, read))).toBe(false)
    expect(await isThere(owner)).toBe(true)
  })
})

describe('a client whose name was stored before hidden characters were refused', () => {
  it.each([
    ['Goo\u202egle', 'Google'],
    ['\u2066\u200b \u2069', '1-a.apps.genkan.practice'],
  ])('%j is shown as %j', async (name, shown) => {
    await projects.create(owner, { ...withClient, clients: [{ ...client, name }] }, 'a network')
    const found = await new ClientAdapter(store, projects).find(client.clientId)
    expect(found?.client_name).toBe(shown)
  })
})
