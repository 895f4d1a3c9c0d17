import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { RegisteredApp } from '../../support/registered-app.ts'
import { sharedSite } from '../../support/shared.ts'

const server = sharedSite()
let app: RegisteredApp
beforeAll(async () => {
  const visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
  app = new RegisteredApp(server.url, await visitor.createClient([RegisteredApp.redirectUri]))
})

describe('the token endpoint refuses', () => {
  it('a wrong secret', async () => {
    const [status, body] = await app.token({ client_secret: 'GKNSPX-wrong' })
    expect([status, body]).toMatchObject([401, { error: 'invalid_client' }])
  })

  it('no secret at all', async () => {
    const answer = await app.token({ client_secret: undefined })
    const expected = { error: 'invalid_request', error_description: 'client_secret is missing.' }
    expect(answer).toEqual([400, expected])
  })

  it('an unknown client', async () => {
    const answer = await app.token({ client_id: '1-x.apps.genkan.practice' })
    const description = 'The OAuth client was not found.'
    expect(answer).toEqual([401, { error: 'invalid_client', error_description: description }])
  })

  it('a deleted client', async () => {
    const answer = await app.token({ client_id: 'deleted.apps.genkan.practice' })
    expect(answer).toMatchObject([401, { error: 'deleted_client' }])
  })

  it('a code that was used', async () => {
    const code = await app.newCode()
    expect((await app.token({}, code))[0]).toBe(200)
    expect(await app.token({}, code)).toMatchObject([400, { error: 'invalid_grant' }])
  })

  it('a code for another redirect URI', async () => {
    const answer = await app.token({ redirect_uri: 'http://localhost:8501/' }, await app.newCode())
    expect(answer).toMatchObject([400, { error: 'invalid_grant' }])
  })
})
