import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { type GenkanServer, startGenkan } from '../../support/genkan-server.ts'
import { logIn } from '../../support/practice-login.ts'

const redirectUri = 'http://localhost:8501/oauth2callback'

describe('two browsers', () => {
  let server: GenkanServer
  beforeAll(async () => {
    server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
  })
  afterAll(() => server.stop())

  it('neither see nor touch each other’s clients', async () => {
    const [one, other] = [new ConsoleVisitor(server.url), new ConsoleVisitor(server.url)]
    await Promise.all([one.getStarted(), other.getStarted()])
    const { clientId } = await one.createClient([redirectUri], { name: 'Nobody else’s' })
    expect((await one.get(`/lab/console/clients/${clientId}/`)).status).toBe(200)
    const path = `clients/${clientId}/`
    expect((await other.get(`/lab/console/${path}`)).status).toBe(404)
    expect((await other.get('/lab/console/clients/')).body).not.toContain(clientId)
    for (const action of ['delete-client', 'add-secret', 'restore-client']) {
      const answer = await other.act(path, action, { clientId })
      expect([action, answer.status]).toEqual([action, 422])
      expect(answer.body).not.toContain('Nobody else’s')
    }
    const typed = { clientId, name: 'Taken over', redirectUris: 'https://evil.example.com/' }
    expect((await other.act(path, 'edit-client', typed)).status).toBe(422)
    expect((await one.get(`/lab/console/${path}`)).body).toContain(redirectUri)
  })

  it('are shown the registered addresses on an error page only where they are their own', async () => {
    const owner = new ConsoleVisitor(server.url)
    await owner.getStarted()
    const { clientId } = await owner.createClient(['https://secret-project.example.com/callback'])
    const parameters = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri }
    const request = `/practice/o/oauth2/v2/auth?${new URLSearchParams({ ...parameters, scope: 'openid' }).toString()}`
    expect((await owner.get(request)).body).toContain('secret-project')
    const foreign = await new ConsoleVisitor(server.url).get(request)
    expect(foreign.body).not.toContain('secret-project')
    expect(foreign.body).toContain(redirectUri)
  })

  it('keep their project when a form comes from another site', async () => {
    const visitor = new ConsoleVisitor(server.url)
    await visitor.getStarted()
    const evil = { Origin: 'https://evil.example' }
    const answer = await visitor.post('/lab/console/', { action: 'start-over' }, evil)
    expect(answer.status).toBe(403)
    expect((await visitor.get('/lab/console/clients/')).status).toBe(200)
  })

  it('start over with one press, and the client is gone', async () => {
    const visitor = new ConsoleVisitor(server.url)
    await visitor.getStarted()
    const { clientId } = await visitor.createClient([redirectUri])
    await visitor.act('', 'start-over')
    expect((await visitor.get('/lab/console/clients/')).status).toBe(303)
    const answer = await visitor.get(`/practice/o/oauth2/v2/auth?client_id=${clientId}`)
    expect(answer.status).toBe(401)
  })

  it('are shown names and addresses as text', async () => {
    const visitor = new ConsoleVisitor(server.url)
    await visitor.getStarted()
    const name = '<img src=x onerror=alert(1)>'
    const { clientId } = await visitor.createClient([redirectUri], { name })
    const page = await visitor.get(`/lab/console/clients/${clientId}/`)
    expect(page.html().querySelector('img[src=x]')).toBeNull()
    expect(page.body).toContain('&lt;img src=x')
  })
})

describe('a flood of registrations', () => {
  let server: GenkanServer
  beforeAll(async () => {
    server = await startGenkan({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } })
  })
  afterAll(() => server.stop())

  const from = (address: string) => ({ 'x-forwarded-for': address })

  it(
    '10,000 from one address: refused past the limit, the store stays small, others go on',
    { timeout: 120_000 },
    async () => {
      const statuses = new Map<number, number>()
      const flood = async (count: number) => {
        for (let sent = 0; sent < count; sent += 1) {
          const visitor = new ConsoleVisitor(server.url)
          const form = { action: 'create-project', projectName: 'flood' }
          const { status } = await visitor.post('/lab/console/', form, from('203.0.113.7'))
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
      await Promise.all(Array.from({ length: 20 }, () => flood(500)))
      expect([...statuses.keys()].sort()).toEqual([303, 429])
      expect(statuses.get(303)).toBe(200)
      expect(statuses.get(429)).toBe(9800)

      const bytes = ['genkan.sqlite', 'genkan.sqlite-wal'].map(
        (file) => statSync(join(server.dataDir, file)).size,
      )
      expect(Math.max(...bytes)).toBeLessThan(8 * 1024 * 1024)

      const other = new ConsoleVisitor(server.url)
      const form = { action: 'create-project', projectName: 'mine' }
      const answer = await other.post('/lab/console/', form, from('198.51.100.9'))
      expect(answer.status).toBe(303)
      expect((await logIn(new ConsoleVisitor(server.url))).status).toBe(303)
    },
  )
})
