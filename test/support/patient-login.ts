import { setTimeout as wait } from 'node:timers/promises'
import { SiteClient, type SiteResponse } from './cookie-jar.ts'
import { people } from './practice-login.ts'

/** Milliseconds for which one request is repeated. */
const patience = 40_000
/** Screens of a login that is begun anew twice: choose and agree, three times. */
const screenLimit = 6

/** A browser whose reader loads again what got no answer, and nothing else. */
export class PatientClient extends SiteClient {
  /** Requests that had to be sent again. */
  repeated = 0

  override get(path: string, headers?: Record<string, string>): Promise<SiteResponse> {
    return this.#patiently(() => super.get(path, headers))
  }

  override post(
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<SiteResponse> {
    return this.#patiently(() => super.post(path, form, headers))
  }

  async #patiently(send: () => Promise<SiteResponse>): Promise<SiteResponse> {
    const startedAt = Date.now()
    for (let first = true; ; first = false) {
      // An answer may be cut off in its middle, too. The proxy's 502 says that there was none.
      const answer = await send().catch(() => undefined)
      if (answer && answer.status !== 502) return answer
      // The site's own pages say what they are: such an answer is not to be taken for a lost one.
      if (answer?.body.includes('data-error')) return answer
      if (first) this.repeated += 1
      if (Date.now() - startedAt > patience) throw new Error('no answer')
      await wait(20)
    }
  }
}

/** Logs in on the practice provider as a person does, and gives the page on which that ends. */
export async function carryThrough(client: SiteClient): Promise<SiteResponse> {
  const begun = await client.post('/auth/login', { provider: 'practice', return_to: '/demo/' })
  return carryOn(client, begun)
}

/** Follows redirects from an answer, and answers each screen that comes, should it come again. */
export async function carryOn(client: SiteClient, answer: SiteResponse): Promise<SiteResponse> {
  let page = await client.followAll(answer)
  for (let screens = 0; isScreen(page) && screens < screenLimit; screens += 1) {
    const agree = page.html().querySelector('button[value=agree]')
    const button = agree ? 'button[value=agree]' : `button[value="${people.taro}"]`
    page = await client.followAll(await client.submit(page, { button }))
  }
  return page
}

const isScreen = ({ url, status }: SiteResponse) =>
  status === 200 && new URL(url).pathname.startsWith('/practice/interaction/')
