import { readFileSync } from 'node:fs'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Reproduction,
  type ReproductionName,
  reproductions,
} from '../../src/lib/troubleshooting/reproductions.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

let server: GenkanServer
beforeAll(async () => {
  server = await startGenkan()
})
afterAll(() => server.stop())

/** The links of the built page that promise an error. */
function linksOf(prefix: string) {
  const file = new URL(
    `../../dist/client${prefix}/guide/troubleshooting/index.html`,
    import.meta.url,
  )
  return parse(readFileSync(file, 'utf8'))
    .querySelectorAll('a[data-reproduces]')
    .map((link) => ({
      name: link.getAttribute('data-reproduces') as ReproductionName,
      href: link.getAttribute('href') ?? '',
      section: link.closest('section')?.querySelector('h3')?.id,
    }))
}

const attributes = { practice: 'data-practice-error', site: 'data-error' } as const

describe.each([
  ['en', ''],
  ['ja', '/ja'],
] as const)('the links of the troubleshooting page in %s', (language, prefix) => {
  const links = linksOf(prefix)

  it('are all there, each in the entry of its error', () => {
    expect(links.map(({ name }) => name).toSorted()).toEqual(Object.keys(reproductions).toSorted())
    for (const { name, section } of links) expect(section).toBe(name)
  })

  it.each(links)('show what they promise: $name', async ({ name, href }) => {
    const { status, place, shows }: Reproduction = reproductions[name]
    const client = new SiteClient(server.url)
    const answer = await client.get(href, { 'accept-language': language })
    expect(answer.status).toBe(status)
    const page = answer.html()
    expect(page.querySelector('html')?.getAttribute('lang')).toBe(language)
    if (place === 'bench') {
      // Without a login the bench offers one; what it then shows, its own tests see to.
      expect(page.querySelector('form[action="/auth/login"]')).not.toBeNull()
    } else {
      expect(page.querySelector('main')?.getAttribute(attributes[place])).toBe(shows)
    }
  })
})
