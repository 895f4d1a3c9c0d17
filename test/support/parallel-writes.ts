import { describe, expect, it } from 'vitest'
import { ConsoleVisitor } from './console-visitor.ts'
import type { SiteResponse } from './cookie-jar.ts'
import type { GenkanServer } from './genkan-server.ts'
import { RegisteredApp } from './registered-app.ts'

/** Rounds of each race; ROUNDS sets more. */
const rounds = Number(process.env['ROUNDS'] ?? 10)

type Instance = Pick<GenkanServer, 'url'>

/**
 * What is promised of writes to a project of the practice console: an answered one is not lost.
 * @param instances of one site, one or more, with one store
 */
export function testParallelWrites(instances: () => readonly [Instance, ...Instance[]]): void {
  const first = () => instances()[0]
  const other = () => instances().at(-1) ?? first()

  /** The visitor's form, at one instance or the other. */
  const actAt = (
    { url }: Instance,
    visitor: ConsoleVisitor,
    path: string,
    form: Record<string, string>,
  ) => visitor.post(`${url}/lab/console/${path}`, form, { Origin: first().url })

  async function beginner(): Promise<ConsoleVisitor> {
    const visitor = new ConsoleVisitor(first().url)
    await visitor.getStarted()
    return visitor
  }

  const page = async (visitor: ConsoleVisitor, path: string) =>
    (await visitor.get(`/lab/console/${path}`)).body

  const createClient = (instance: Instance, visitor: ConsoleVisitor, name: string) =>
    actAt(instance, visitor, 'clients/new/', {
      ...{ action: 'create-client', type: 'web', name },
      redirectUris: RegisteredApp.redirectUri,
    })

  describe('no answered write is lost', { timeout: 120_000 }, () => {
    it('of thirty clients created at once', async () => {
      const visitor = await beginner()
      const names = Array.from({ length: 30 }, (_, index) => `Client number ${index}.`)
      const answers = await Promise.all(
        names.map((name, index) => createClient(index % 2 ? other() : first(), visitor, name)),
      )
      const made = names.filter((_, index) => answers[index]?.status === 303)
      const list = await page(visitor, 'clients/')
      expect(made.filter((name) => !list.includes(name))).toEqual([])
      // A project has room for ten; who met the limit was told so.
      expect(made).toHaveLength(10)
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 422]))
    })

    it('of thirty test users added at once', async () => {
      const visitor = await beginner()
      const emails = Array.from({ length: 30 }, (_, index) => `user${index}@mail.example`)
      const answers = await Promise.all(
        emails.map((testUsers, index) =>
          actAt(index % 2 ? other() : first(), visitor, 'audience/', {
            ...{ action: 'add-test-users', testUsers },
          }),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual(emails.map(() => 303))
      const list = await page(visitor, 'audience/')
      expect(emails.filter((email) => !list.includes(email))).toEqual([])
    })

    it('while other tabs open screens', async () => {
      for (let round = 0; round < rounds; round += 1) {
        const visitor = await beginner()
        const screens = ['branding/', 'data-access/', 'audience/', 'clients/', 'google/']
        const [made] = await Promise.all([
          createClient(first(), visitor, 'The client of this round'),
          ...screens.map((screen) => visitor.get(`${other().url}/lab/console/${screen}`)),
        ])
        expect(made.status).toBe(303)
        expect(await page(visitor, 'clients/')).toContain('The client of this round')
      }
    })

    it('while a code of the client is exchanged', async () => {
      const visitor = await beginner()
      const undone: string[] = []
      for (let round = 0; round < rounds; round += 1) {
        const client = await visitor.createClient([RegisteredApp.redirectUri])
        const path = `clients/${client.clientId}/`
        const secretId = /name="secretId" value="([^"]+)"/.exec(await page(visitor, path))?.[1]
        const code = await new RegisteredApp(first().url, client).newCode()
        const exchange = new RegisteredApp(other().url, client).token({}, code)
        const action = round % 2 ? 'disable-secret' : 'delete-client'
        const form = { action, clientId: client.clientId, secretId: secretId ?? '' }
        const [answer] = await Promise.all([actAt(first(), visitor, path, form), exchange])
        expect(answer.status).toBe(303)
        const done = round % 2 ? 'value="enable-secret"' : 'value="restore-client"'
        if (!(await page(visitor, path)).includes(done)) undone.push(`${round} ${action}`)
        await removeClient(visitor, client.clientId)
      }
      expect(undone).toEqual([])
    })
  })

  /** For good: a project has room for ten. */
  async function removeClient(visitor: ConsoleVisitor, clientId: string): Promise<SiteResponse> {
    const path = `clients/${clientId}/`
    await visitor.act(path, 'delete-client', { clientId })
    return visitor.act(path, 'remove-client', { clientId })
  }
}
