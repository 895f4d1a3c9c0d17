import { describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { people, toCallback } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

/** A visit that any website can begin: a link to the authorization endpoint. */
function visitPath(): string {
  const parameters = {
    ...{ response_type: 'code', client_id: 'demo.apps.genkan.practice', scope: 'openid' },
    ...{ redirect_uri: `${server.url}/auth/callback/practice`, state: 'a-state' },
  }
  return `/practice/o/oauth2/v2/auth?${new URLSearchParams(parameters)}`
}

const begin = async (client: SiteClient) => client.followAll(await client.get(visitPath()))
const uidOf = ({ url }: SiteResponse) => url.split('/').at(-1) ?? ''

/** Every cookie that the browser has, whatever its path. */
async function cookiesOf({ jar }: SiteClient): Promise<string[]> {
  const cookies = await jar.getCookies(server.url, { allPaths: true })
  return cookies.map((cookie) => cookie.cookieString())
}

async function finish(client: SiteClient, chooser: SiteResponse): Promise<string> {
  const callback = new URL(await toCallback(client, chooser, 'hanako'))
  return callback.searchParams.has('code') ? 'a code' : callback.search
}

describe('cookies of visits to the practice provider', () => {
  it('are one for each visit, and twelve at most', async () => {
    const client = new SiteClient(server.url)
    for (let count = 1; count <= 20; count += 1) {
      await client.get(visitPath())
      expect(await cookiesOf(client)).toHaveLength(Math.min(count, 12))
    }
  })

  it('are those of the newest twelve: an older visit says that it has expired', async () => {
    const client = new SiteClient(server.url)
    const choosers: SiteResponse[] = []
    for (let count = 0; count < 13; count += 1) choosers.push(await begin(client))
    const [oldest, ...others] = choosers
    const answer = await client.post(oldest?.url ?? '', { account: people.taro })
    expect(answer.status).toBe(400)
    const main = answer.html().querySelector('main')
    expect(main?.getAttribute('data-practice-error')).toBe('session_not_found')
    const ended = []
    for (const chooser of others) ended.push(await finish(client, chooser))
    expect(ended).toEqual(others.map(() => 'a code'))
  })

  it('let twelve visits that began at once go on beside each other', async () => {
    const client = new SiteClient(server.url)
    const choosers = await Promise.all(Array.from({ length: 12 }, () => begin(client)))
    expect(await cookiesOf(client)).toHaveLength(12)
    const ended = []
    // The newest first: its steps must not end the older ones.
    for (const chooser of choosers.toReversed()) ended.push(await finish(client, chooser))
    expect(ended).toEqual(choosers.map(() => 'a code'))
    expect(await cookiesOf(client)).toEqual([])
  })

  it('stay one from the account chooser to the consent, and are gone at the end', async () => {
    const client = new SiteClient(server.url)
    const chooser = await begin(client)
    const button = `button[value="${people.taro}"]`
    const consent = await client.followAll(await client.submit(chooser, { button }))
    expect(await cookiesOf(client)).toHaveLength(1)
    const agreed = await client.submit(consent, { button: 'button[value=agree]' })
    expect((await client.follow(agreed)).headers.get('location')).toContain('code=')
    expect(await cookiesOf(client)).toEqual([])
  })

  it('are gone when the person cancels', async () => {
    const client = new SiteClient(server.url)
    const cancelled = await client.submit(await begin(client), { button: 'button[name=cancel]' })
    expect((await client.follow(cancelled)).headers.get('location')).toContain('access_denied')
    expect(await cookiesOf(client)).toEqual([])
  })
})

describe('somebody who knows the uid of a visit', () => {
  const forgeries = [
    ['the library’s own cookies', (uid: string) => `practice_step=${uid}; practice_resume=${uid}`],
    ['them behind a cookie of a visit', (uid: string) => `{own}; practice_resume=${uid}`],
    ['a cookie of a visit of their own', () => '{own}'],
  ] as const

  it.each(forgeries)('gets nowhere with %s', async (_, forge) => {
    const victim = new SiteClient(server.url)
    const chooser = await begin(victim)
    const button = `button[value="${people.taro}"]`
    const resume = (await victim.submit(chooser, { button })).headers.get('location') ?? ''
    const own = new SiteClient(server.url)
    await own.get(visitPath())
    const [ownCookie = ''] = await cookiesOf(own)
    const cookie = forge(uidOf(chooser)).replace('{own}', ownCookie)
    for (const path of [chooser.url, resume]) {
      const answer = await fetch(path, { headers: { cookie }, redirect: 'manual' })
      expect(answer.status, path).toBe(400)
    }
    // The victim's own browser goes on.
    expect((await victim.get(resume)).headers.get('location')).toContain('/practice/interaction/')
  })

  it('nor do cookies of an earlier release stand in the way', async () => {
    const client = new SiteClient(server.url)
    for (const name of ['practice_step', 'practice_resume', 'practice_session']) {
      for (const key of [name, `${name}.sig`]) {
        await client.jar.setCookie(`${key}=AAAAAAAAAAAAAAAAAAAAA; Path=/practice`, server.url)
      }
    }
    expect(await finish(client, await begin(client))).toBe('a code')
    expect(await cookiesOf(client)).toHaveLength(6)
  })
})
