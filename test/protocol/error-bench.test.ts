import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BenchErrorName,
  benchErrorNames,
  benchErrors,
} from '../../src/lib/troubleshooting/bench-errors.ts'
import { practiceClient } from '../../src/lib/snippets/preregistered-client.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { logIn } from '../support/practice-login.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()
let reader: SiteClient
beforeAll(async () => {
  reader = new SiteClient(server.url)
})

/** Statuses of the answers, in order, and words that the last one brings. */
const answers: Record<BenchErrorName, { readonly statuses: string[]; readonly says: string }> = {
  invalid_client: { statuses: ['401'], says: 'Unauthorized' },
  client_secret_missing: { statuses: ['400'], says: 'client_secret is missing.' },
  invalid_grant: { statuses: ['200', '400'], says: 'grant request is invalid' },
  invented_code: { statuses: ['400'], says: 'grant request is invalid' },
  deleted_client: { statuses: ['401'], says: 'The OAuth client was deleted.' },
  disallowed_useragent: { statuses: ['403'], says: 'embedded browser' },
}

describe.each([
  ['en', ''],
  ['ja', '/ja'],
] as const)('the error bench in %s', (language, prefix) => {
  it.each(benchErrorNames)('sends the request and shows the answer: %s', async (name) => {
    const page = await reader.get(`${prefix}/lab/errors/${name}/`)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const html = page.html()
    expect(html.querySelector('html')?.getAttribute('lang')).toBe(language)
    const { entry, shows } = benchErrors[name]
    const { statuses, says } = answers[name]
    expect(html.querySelector('main')?.attributes).toMatchObject({
      'data-bench-error': shows,
      'data-bench-status': statuses.at(-1),
    })
    expect(html.querySelector('.answered')?.text).toContain(says)
    const shown = html.querySelectorAll('article .start b').map(({ text }) => text)
    const method = name === 'disallowed_useragent' ? 'GET' : 'POST'
    expect(shown).toEqual(statuses.flatMap((status) => [method, status]))
    const back = `${prefix}/guide/troubleshooting/#${entry}`
    expect(html.querySelector(`.g-actions a[href="${back}"]`)).not.toBeNull()
  })

  it('has a page that is not found for every other name', async () => {
    for (const name of ['nothing', 'toString', '__proto__', 'invalid_client%00']) {
      expect((await reader.get(`${prefix}/lab/errors/${name}/`)).status, name).toBe(404)
    }
  })
})

describe('the error bench', () => {
  it('shows what is wrong with each request, and nothing that is secret', async () => {
    const requests = await Promise.all(
      benchErrorNames.map(async (name) => {
        const { body } = await reader.get(`/lab/errors/${name}/`)
        expect(body).not.toContain(practiceClient.clientSecret)
        expect(body).not.toContain('the-secret-of-another-client')
        expect(body).not.toMatch(/eyJ[\w-]{20}|[?&]code=\w|code_verifier=\w/)
        return [name, body] as const
      }),
    )
    const sent = Object.fromEntries(requests) as Record<BenchErrorName, string>
    expect(sent.client_secret_missing).not.toMatch(/<b[^>]*>client_secret<\/b>/)
    expect(sent.invalid_client).toMatch(/<b[^>]*>client_secret<\/b>/)
    expect(sent.invalid_client.match(/<b[^>]*>code<\/b>/g)).toHaveLength(1)
    expect(sent.invalid_grant.match(/<b[^>]*>code<\/b>/g)).toHaveLength(2)
    expect(sent.deleted_client).toContain('deleted.apps.genkan.practice')
    expect(sent.disallowed_useragent).toContain('; wv)')
  })

  it('leaves the session and the cookies of whoever looks alone', async () => {
    const visitor = new SiteClient(server.url)
    await logIn(visitor)
    const session = (await visitor.get('/auth/session')).json()
    for (const name of benchErrorNames) {
      const page = await visitor.get(`/lab/errors/${name}/`)
      expect(page.headers.getSetCookie()).toEqual([])
    }
    expect((await visitor.get('/auth/session')).json()).toEqual(session)
  })
})
