import { readFileSync } from 'node:fs'
import { parse } from 'node-html-parser'
import { describe, expect, it } from 'vitest'
import {
  type Reproduction,
  type ReproductionName,
  reproductions,
} from '../../src/lib/troubleshooting/reproductions.ts'
import { personas } from '../../src/practice/personas.ts'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

/** The links of the built page that promise an error. */
function linksOf(prefix: string) {
  const file = new URL(
    `../../dist/client${prefix}/guide/troubleshooting/index.html`,
    import.meta.url,
  )
  const page = parse(readFileSync(file, 'utf8'))
  const builtFor = new URL(page.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '')
  return page.querySelectorAll('a[data-reproduces]').map((link) => ({
    name: link.getAttribute('data-reproduces') as ReproductionName,
    // The server of this test has a port of its own.
    hrefAt: (origin: string) =>
      (link.getAttribute('href') ?? '').replaceAll(
        encodeURIComponent(builtFor.origin),
        encodeURIComponent(origin),
      ),
    hint: link.closest('p')?.text ?? '',
    rel: link.getAttribute('rel'),
    section: link.closest('section')?.querySelector('h3')?.id,
  }))
}

const attributes = {
  practice: 'data-practice-error',
  site: 'data-error',
  demo: 'data-error',
  bench: 'data-bench-error',
} as const

/** Opens a link and does what the text beside it says. */
async function follow(
  client: SiteClient,
  href: string,
  { place, choose }: Reproduction,
  language: string,
): Promise<SiteResponse> {
  const answer = await client.get(href, { 'accept-language': language })
  if (place === 'demo') {
    const begun = await client.submit(answer, { form: 'form[action="/auth/login"]' })
    const chooser = await client.followAll(begun)
    return client.followAll(await client.submit(chooser, { button: 'button[name=cancel]' }))
  }
  if (choose === undefined) return answer
  const { sub } = personas.find(({ name }) => name === choose) ?? { sub: 'nobody' }
  return client.submit(await client.followAll(answer), { button: `button[value="${sub}"]` })
}

describe.each([
  ['en', ''],
  ['ja', '/ja'],
] as const)('the links of the troubleshooting page in %s', (language, prefix) => {
  const links = linksOf(prefix)

  it('are all there, each in the entry of its error', () => {
    expect(links.map(({ name }) => name).toSorted()).toEqual(Object.keys(reproductions).toSorted())
    for (const { name, section } of links) expect(section).toBe(reproductions[name].entry)
  })

  it("show twelve of Google's errors at least", () => {
    const google = Object.values<Reproduction>(reproductions).filter(({ place }) =>
      ['practice', 'demo', 'bench'].includes(place),
    )
    expect(google.length).toBeGreaterThanOrEqual(12)
    const ways = new Set(google.map(({ entry, place, status }) => `${entry} ${place} ${status}`))
    expect(ways.size).toBeGreaterThanOrEqual(12)
  })

  it('are not for crawlers', () => {
    expect(new Set(links.map(({ rel }) => rel))).toEqual(new Set(['nofollow']))
  })

  it.each(links)('show what they promise: $name', async ({ name, hrefAt, hint }) => {
    const reproduction: Reproduction = reproductions[name]
    const { status, place, shows, choose } = reproduction
    const client = new SiteClient(server.url)
    const answer = await follow(client, hrefAt(server.url), reproduction, language)
    expect(answer.status).toBe(status)
    const page = answer.html()
    expect(page.querySelector('html')?.getAttribute('lang')).toBe(language)
    if (choose !== undefined) expect(hint).toContain(choose)
    if (place === 'tamper') {
      // Without a login the bench offers one; what it then shows, its own tests see to.
      expect(page.querySelector('form[action="/auth/login"]')).not.toBeNull()
    } else {
      expect(page.querySelector('main')?.getAttribute(attributes[place])).toBe(shows)
    }
  })

  it.each(links.filter(({ name }) => reproductions[name].place === 'practice'))(
    'lead to a page that leads back: $name',
    async ({ name, hrefAt }) => {
      const client = new SiteClient(server.url)
      const page = await follow(client, hrefAt(server.url), reproductions[name], language)
      const path = `${prefix}/guide/troubleshooting/#${reproductions[name].entry}`
      expect(page.html().querySelector(`main a[href="${path}"]`)).not.toBeNull()
    },
  )
})
