import type { Page } from 'playwright-core'

export const redirectUri = 'http://localhost:8501/oauth2callback'

/** Where the demo of a page’s own site gets its answers. */
export const demoRedirectUri = (page: Page) => new URL('/auth/callback/practice', page.url()).href
export const pathOf = (page: Page) => new URL(page.url()).pathname
export const session = async (page: Page) =>
  (await (await page.request.get('/auth/session')).json()) as unknown
export const newSecret = async (page: Page) =>
  /GKNSPX-[\w-]{28}/.exec(await page.locator('.new-secret').innerText())?.[0] ?? ''
export const clientIdOf = (page: Page) => pathOf(page).split('/').at(-2) ?? ''

type Look = (page: Page) => Promise<void>
const noLook: Look = () => Promise.resolve()

/** Goes through every screen, wrong answers included; ends on the page of a new client. */
export async function walk(
  page: Page,
  prefix: string,
  look: Look = noLook,
  mode = 'guided',
): Promise<void> {
  const open = (path: string) => page.goto(`${prefix}/lab/console/${path}`)
  const send = async (next: string) => {
    await page.locator('.screen form.g-flow').last().locator('button').last().click()
    await page.locator(next).waitFor()
    await look(page)
  }
  await open('')
  await look(page)
  await page.locator(`[name=mode][value=${mode}]`).check()
  await send('nav [aria-current=page]')
  await open('overview/create/')
  await send('#appName-wrong')
  await page.locator('#appName').fill('My app')
  await page.locator('#supportEmail').fill('taro.yamada@mail.example')
  await send('[value=external]')
  await page.locator('[value=external]').check()
  await send('#contactEmails')
  await page.locator('#contactEmails').fill('taro.yamada@mail.example')
  await send('[name=agreed]')
  await page.locator('[name=agreed]').check()
  await send('.screen a.g-button')
  for (const path of ['branding/', 'data-access/', 'audience/']) {
    await open(path)
    await look(page)
  }
  await page.locator('#testUsers').fill('taro.yamada@mail.example')
  await send('#test-users .rows')
  await open('clients/')
  await look(page)
  await open('clients/new/')
  await send('#type-wrong')
  await page.locator('#type').selectOption('web')
  await page.locator('#name').fill('A client')
  await page.locator('#redirectUris').fill(`${redirectUri}\n${demoRedirectUri(page)}`)
  await send('.new-secret')
}
