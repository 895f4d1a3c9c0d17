import type { SiteClient, SiteResponse } from './cookie-jar.ts'

export const people = {
  taro: '104729000000000000017',
  hanako: '115249000000000000029',
  jiro: '100003000000000000041',
} as const

/** Sends the log-in form and follows it to the account chooser. */
export async function toAccountChooser(
  client: SiteClient,
  returnTo = '/demo/',
): Promise<SiteResponse> {
  const begun = await client.post('/auth/login', { provider: 'practice', return_to: returnTo })
  return client.followAll(begun)
}

/** Chooses a person and agrees, up to the redirect that carries the code. */
export async function toCallback(
  client: SiteClient,
  chooser: SiteResponse,
  person: keyof typeof people = 'taro',
): Promise<string> {
  const button = `button[value="${people[person]}"]`
  const consent = await client.followAll(await client.submit(chooser, { button }))
  const agreed = await client.submit(consent, { button: 'button[value=agree]' })
  const answer = await client.follow(agreed)
  return answer.headers.get('location') ?? ''
}

/** A whole login on the practice provider; gives the answer of the callback. */
export async function logIn(
  client: SiteClient,
  person: keyof typeof people = 'taro',
  returnTo = '/demo/',
): Promise<SiteResponse> {
  const chooser = await toAccountChooser(client, returnTo)
  return client.get(await toCallback(client, chooser, person))
}
