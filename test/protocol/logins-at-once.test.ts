import { describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { finishAtOnce } from '../support/logins-at-once.ts'
import { logIn } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()
const nginxLimit = 8192

describe('twelve logins that begin at once', () => {
  it('make less than 4 KB of cookies, and all end signed in', async () => {
    const client = new SiteClient(server.url)
    const { cookieHeader, statuses } = await finishAtOnce(client, 12)
    expect(cookieHeader.length).toBeLessThan(4096)
    expect(statuses).toEqual(Array.from({ length: 12 }, () => 303))
    expect((await client.get('/auth/session')).json()).toMatchObject({ signedIn: true })
  })

  it('fit beside all other cookies of this site into what nginx takes', async () => {
    const client = new SiteClient(server.url)
    await logIn(client)
    const project = { action: 'create-project', projectName: 'My project', mode: 'guided' }
    await client.post('/lab/console/', project)
    const { cookieHeader } = await finishAtOnce(client, 12)
    expect(cookieHeader).toContain('genkan_console=')
    expect(cookieHeader).toContain('genkan_session=')
    expect(cookieHeader.length).toBeLessThan(nginxLimit)
  })

  it('leave no cookie behind when they have ended', async () => {
    const client = new SiteClient(server.url)
    await finishAtOnce(client, 12)
    const names = (await client.jar.getCookies(server.url)).map(({ key }) => key)
    expect(names).toEqual(['genkan_session'])
  })
})

describe('a login cookie of an earlier release', () => {
  it('does not stand in the way, and goes', async () => {
    const client = new SiteClient(server.url)
    const old = 'genkan_login_GHp-BxhiYr-EHMApuY8YBp'
    await client.jar.setCookie(`${old}=eyJhbGciOiJkaXIi.a.b.c.d; Path=/`, server.url)
    expect((await logIn(client)).status).toBe(303)
    const names = (await client.jar.getCookies(server.url)).map(({ key }) => key)
    expect(names).toEqual(['genkan_session'])
  })
})
