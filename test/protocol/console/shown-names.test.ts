import { beforeAll, describe, expect, it } from 'vitest'
import { ConsoleVisitor } from '../../support/console-visitor.ts'
import { SiteClient } from '../../support/cookie-jar.ts'
import { RegisteredApp, shownError } from '../../support/registered-app.ts'
import { sharedSite } from '../../support/shared.ts'

const { redirectUri } = RegisteredApp
const server = sharedSite()
let visitor: ConsoleVisitor
beforeAll(async () => {
  visitor = new ConsoleVisitor(server.url)
  await visitor.getStarted()
})

const name = 'Goo\u202egle'
const client = { type: 'web', redirectUris: redirectUri }
const email = { supportEmail: 'me@mail.example' }

describe('a name with a character that cannot be seen is refused', () => {
  it.each([
    ['of a project', '', 'create-project', 'projectName', {}],
    [
      'of an app, in the wizard',
      'overview/create/',
      'fill-in',
      'appName',
      { part: 'app', ...email },
    ],
    ['of an app', 'branding/', 'edit-branding', 'appName', email],
    ['of a client', 'clients/new/', 'create-client', 'name', client],
  ])(
    '%s: it is named with its place, and what was typed stays',
    async (_, path, action, field, more) => {
      const own = new ConsoleVisitor(server.url)
      if (action === 'fill-in') await own.act('', 'create-project', { projectName: 'A project' })
      if (path === 'branding/' || field === 'name') await own.getStarted()
      const answer = await own.act(path, action, { ...more, [field]: name })
      expect(answer.status).toBe(422)
      const page = answer.html()
      expect(page.querySelector(`input[name=${field}]`)?.getAttribute('value')).toBe(name)
      expect(page.querySelector(`#${field}-wrong`)?.text).toMatch(/Character 4 is U\+202E/)
    },
  )

  it('of a client, when it is edited, in Japanese', async () => {
    const { clientId } = await visitor.createClient([redirectUri])
    const answer = await visitor.post(`/ja/lab/console/clients/${clientId}/`, {
      ...{ action: 'edit-client', clientId, redirectUris: redirectUri, name },
    })
    expect(answer.status).toBe(422)
    expect(answer.html().querySelector('#name-wrong')?.text).toMatch(/4文字目.*U\+202E/)
  })

  it('but not one that a script or an emoji needs', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const shown = 'می\u200cخواهم 👩\u200d👩\u200d👧'
    await own.act('branding/', 'edit-branding', { appName: shown, ...email })
    const { clientId } = await own.createClient([redirectUri], { name: shown })
    const list = (await own.get('/lab/console/clients/')).html()
    expect(list.querySelector(`a[href*="${clientId}"] bdi`)?.text).toBe(shown)
  })
})

describe('the screens of the practice provider', () => {
  it('isolate the name of an app, on both screens', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    const shown = 'האפליקציה שלי'
    await own.act('branding/', 'edit-branding', { appName: shown, ...email })
    const app = new RegisteredApp(server.url, await own.createClient([redirectUri]))
    const browser = new SiteClient(server.url)
    const chooser = await browser.followAll(await browser.get(app.authorizationRequest()))
    expect(chooser.html().querySelector('main bdi')?.text).toBe(shown)
    const consent = await browser.followAll(
      await browser.submit(chooser, { button: 'button[name=account]' }),
    )
    expect(consent.html().querySelector('h1 bdi')?.text).toBe(shown)
    expect(consent.html().querySelector('h1')?.text.replace(/\s+/g, ' ')).toContain(shown)
  })

  it('write the host of a look-alike in ASCII', async () => {
    const own = new ConsoleVisitor(server.url)
    await own.getStarted()
    // The first letter is Cyrillic.
    const lookAlike = 'https://\u0430pple.example.com/callback'
    const app = new RegisteredApp(server.url, await own.createClient([lookAlike]))
    const browser = new SiteClient(server.url)
    const request = app.authorizationRequest({ redirect_uri: lookAlike })
    const text = (await browser.followAll(await browser.get(request))).html().text
    expect(text).toContain('xn--')
    expect(text).not.toContain('\u0430pple')
  })

  it('show what hides in a redirect URI, and no more than its beginning', async () => {
    const app = new RegisteredApp(server.url, await visitor.createClient([redirectUri]))
    const stranger = new SiteClient(server.url)
    const uri = `https://evil.example/\u202e\u200b${'x'.repeat(983)}`
    const answer = await stranger.get(app.authorizationRequest({ redirect_uri: uri }))
    expect(shownError(answer)).toEqual([400, 'redirect_uri_mismatch'])
    const shown = answer.html().querySelector('.mismatch dd')?.text ?? ''
    expect(shown).toMatch(/^https:\/\/evil\.example\/\[U\+202E\]\[U\+200B\]x+…$/)
    expect(shown.length).toBeLessThan(1100)
    const owner = await visitor.get(app.authorizationRequest({ redirect_uri: uri }))
    expect(owner.html().querySelector('.mismatch')?.text).toContain('more than 1,000 characters')
  })
})
