import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyProject, type RegisteredClient } from '../../../src/lib/console/project.ts'
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

let folder: string
let now: number
let store: SqliteStore
let projects: ProjectStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-'))
  now = Date.UTC(2026, 10, 22)
  store = new SqliteStore(folder, () => now)
  projects = new ProjectStore(store, () => now, 2)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('a project', () => {
  it('with a client stays for 30 days without use, and the client with it', async () => {
    await projects.save(owner, withClient)
    now += projectLifetime * 1000 - 1
    expect(await projects.find(owner)).toEqual(withClient)
    expect((await projects.findClient(client.clientId))?.owner).toBe(owner)
    now += 1
    expect(await projects.find(owner)).toBeUndefined()
    expect(await projects.findClient(client.clientId)).toBeUndefined()
  })

  it('whose client is used begins its 30 days anew, with one write an hour at most', async () => {
    await projects.save(owner, withClient)
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
    await projects.save(owner, emptyProject('a beginning', true))
    now += day - 1
    expect(await projects.find(owner)).toBeDefined()
    now += 1
    expect(await projects.find(owner)).toBeUndefined()
  })

  it('is gone with its clients when somebody starts over', async () => {
    await projects.save(owner, withClient)
    await projects.remove(owner)
    expect(await projects.find(owner)).toBeUndefined()
    expect(await projects.findClient(client.clientId)).toBeUndefined()
  })
})

it('there is room for so many projects and no more', async () => {
  await projects.save('one', withClient)
  expect(await projects.hasRoom()).toBe(true)
  await projects.save('two', withClient)
  expect(await projects.hasRoom()).toBe(false)
})

describe('a client whose name was stored before hidden characters were refused', () => {
  it.each([
    ['Goo\u202egle', 'Google'],
    ['\u2066\u200b \u2069', '1-a.apps.genkan.practice'],
  ])('%j is shown as %j', async (name, shown) => {
    await projects.save(owner, { ...withClient, clients: [{ ...client, name }] })
    const found = await new ClientAdapter(store, projects).find(client.clientId)
    expect(found?.client_name).toBe(shown)
  })
})
