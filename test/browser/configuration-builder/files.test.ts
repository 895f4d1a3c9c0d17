import { describe, expect, it } from 'vitest'
import { practiceClient } from '../../../src/lib/snippets/preregistered-client.ts'
import { apps } from '../../../src/lib/stacks.ts'
import { stored } from '../../support/browser.ts'
import { siteInBrowser } from '../../support/site-in-browser.ts'
import {
  builderHere,
  choose,
  clientId,
  copied,
  field,
  finding,
  openBuilder,
  output,
  practiceClientId,
  readToml,
  said,
  sample,
} from './builder-page.ts'

const site = siteInBrowser()

describe('the configuration builder', () => {
  it('writes a file that works with the practice provider of this site', async () => {
    const page = await openBuilder(site)
    expect((await copied(output(page))).trimEnd()).toBe(
      sample('streamlit/.streamlit/secrets.example.toml'),
    )
    await choose(page, 'provider', 'practice')
    const settings = readToml(await copied(output(page)))
    expect(settings).toEqual({
      redirect_uri: practiceClient.redirectUris.streamlit,
      cookie_secret: 'YOUR_COOKIE_SECRET',
      client_id: practiceClient.clientId,
      client_secret: practiceClient.clientSecret,
      server_metadata_url: `${site.url}/practice/.well-known/openid-configuration`,
    })
    const metadata = await fetch(settings['server_metadata_url'] ?? '')
    expect(await metadata.json()).toMatchObject({ issuer: `${site.url}/practice` })
  })

  it('copies what it shows, for every app', async () => {
    const page = await openBuilder(site)
    await choose(page, 'provider', 'practice')
    for (const app of apps) {
      await choose(page, 'stack', app)
      const lines = await output(page, app).locator('.ec-line').allTextContents()
      const shown = lines.map((text) => text.replace(/\n$/, '')).join('\n')
      expect((await copied(output(page, app))).trimEnd()).toBe(shown)
      expect(await page.locator('[data-builder-output]:visible').count()).toBe(1)
    }
    expect(await output(page, 'genkan').textContent()).toContain('GOOGLE_CLIENT_ID=YOUR_CLIENT_ID')
  })

  it('says which redirect URI to register', async () => {
    const page = await openBuilder(site)
    await field(page, 'host').fill('https://app.example.com')
    await finding(page, 'port_public').waitFor()
    await field(page, 'port').fill('')
    const uri = page.locator('[data-builder-redirect-uri=streamlit]')
    expect(await copied(uri)).toBe('https://app.example.com/oauth2callback')
    expect(readToml(await copied(output(page)))['redirect_uri']).toBe(
      'https://app.example.com/oauth2callback',
    )
    await choose(page, 'provider', 'practice')
    await finding(page, 'practice_redirect_uri').waitFor()
    expect(await copied(uri)).toBe(practiceClient.redirectUris.streamlit)
  })

  it('says of a path what is true of the app that is chosen', async () => {
    const page = await openBuilder(site)
    await field(page, 'path').fill('/elsewhere')
    await finding(page, 'path_fixed').waitFor()
    const text = 'Streamlit answers at /oauth2callback and nowhere else.'
    expect(await finding(page, 'path_fixed').allTextContents()).toEqual([text])
    await choose(page, 'stack', 'fastapi')
    await field(page, 'path').fill('/elsewhere')
    await finding(page, 'path_in_code').waitFor()
    expect(await finding(page, 'path_fixed').count()).toBe(0)
    expect(await finding(page, 'path_in_code').textContent()).toContain('/auth/callback')
  })

  it('says what is wrong with a client ID, keeps the text and does not use it', async () => {
    const page = await openBuilder(site)
    await field(page, 'client_id').fill('my-app.apps.googleusercontent.com')
    await finding(page, 'client_id_shape').waitFor()
    expect(await field(page, 'client_id').getAttribute('aria-invalid')).toBe('true')
    expect(await copied(output(page))).toContain('client_id = "YOUR_CLIENT_ID"')

    await page.reload()
    await builderHere(page)
    await finding(page, 'client_id_shape').waitFor()
    expect(await field(page, 'client_id').inputValue()).toBe('my-app.apps.googleusercontent.com')

    await field(page, 'client_id').fill(`\u200b${clientId} `)
    await finding(page, 'invisible_character').waitFor()
    expect(await finding(page, 'client_id_shape').count()).toBe(0)
    expect(await copied(output(page))).toContain(`client_id = "${clientId}"`)
  })

  it('takes a practice client of one’s own, at any address, and goes back', async () => {
    const page = await openBuilder(site)
    await choose(page, 'provider', 'practice')
    await field(page, 'port').fill('8600')
    await finding(page, 'practice_redirect_uri').waitFor()
    await field(page, 'practice_client_id').fill(clientId)
    await finding(page, 'practice_client_id_google').waitFor()
    expect(await copied(output(page))).toContain('client_id = "YOUR_CLIENT_ID"')

    await field(page, 'practice_client_id').fill(practiceClientId)
    await said(page, 'must be registered with your client').waitFor()
    expect(await finding(page, 'practice_redirect_uri').count()).toBe(0)
    expect(await finding(page, 'practice_client_id_google').count()).toBe(0)
    expect(await said(page, 'knows this redirect URI already').count()).toBe(0)
    await said(page, 'YOUR_CLIENT_SECRET stays. The practice console showed').waitFor()
    expect(readToml(await copied(output(page)))).toEqual({
      redirect_uri: 'http://localhost:8600/oauth2callback',
      cookie_secret: 'YOUR_COOKIE_SECRET',
      client_id: practiceClientId,
      client_secret: 'YOUR_CLIENT_SECRET',
      server_metadata_url: `${site.url}/practice/.well-known/openid-configuration`,
    })

    await page.reload()
    await said(page, 'must be registered with your client').waitFor()
    await page.locator('[data-ready-made]').click()
    await finding(page, 'practice_redirect_uri').waitFor()
    const settings = readToml(await copied(output(page)))
    expect(settings['client_id']).toBe(practiceClient.clientId)
    expect(settings['client_secret']).toBe(practiceClient.clientSecret)
    expect(await stored(page)).not.toContain(practiceClientId)
  })
})
