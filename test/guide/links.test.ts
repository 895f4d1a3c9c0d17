import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languageOfPath } from '../../src/lib/i18n/languages.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { builtPaths, twinsOf } from './built/built-pages.ts'
import {
  type CrawledPage,
  type Site,
  crawl,
  deadLinks,
  insecureLinks,
  isHidden,
  undescribedImages,
  uselessIds,
} from './built/crawl.ts'

let server: GenkanServer
let site: Site
beforeAll(async () => {
  server = await startGenkan()
  site = await crawl(server.url)
})
afterAll(() => server.stop())

const built = builtPaths()
const documents = () => [...site.values()].filter(({ document }) => document !== undefined)

describe('the site', () => {
  it('can be reached from its home, each page of it', () => {
    expect(built.length).toBeGreaterThan(25)
    expect(built.filter((path) => !site.has(path))).toEqual([])
  })

  it('has no link, no anchor and no file that leads nowhere', () => {
    expect(deadLinks(site)).toEqual([])
  })

  it('has no id twice on a page', () => {
    expect(uselessIds(site)).toEqual([])
  })

  it('links to others by https alone', () => {
    expect(insecureLinks(site)).toEqual([])
  })

  it('describes its pictures', () => {
    expect(undescribedImages(site)).toEqual([])
  })

  it('has one main heading, a title of its own and a description on every page', () => {
    const faults = documents().flatMap(({ path, document }) => {
      const title = document?.querySelector('title')?.text
      const description = document?.querySelector('meta[name=description]')
      return [
        ...(document?.querySelectorAll('h1').length === 1 ? [] : [`${path}: not one h1`]),
        ...(description?.getAttribute('content') ? [] : [`${path}: no description`]),
        ...documents()
          .filter(
            (other) => other.path < path && other.document?.querySelector('title')?.text === title,
          )
          .map((other) => `${path}: the same title as ${other.path}: ${title}`),
      ]
    })
    expect(faults).toEqual([])
  })
})

describe('the languages', () => {
  it('are said on every page that has a twin, and lead to it', () => {
    const twins = documents().filter((page) =>
      twinsOf(page.path).some(({ path }) => site.has(path)),
    )
    expect(twins.length).toBeGreaterThan(built.length)
    expect(twins.flatMap(languageFaults)).toEqual([])
  })
})

function languageFaults({ path, document }: CrawledPage): string[] {
  const attribute = (selector: string, name: string) =>
    document?.querySelectorAll(selector).map((element) => element.getAttribute(name) ?? '') ?? []
  const leads = (selector: string, to: string) =>
    attribute(selector, 'href').some((href) => new URL(href, server.url).pathname === to)
  const faults = {
    'another lang': attribute('html', 'lang').includes(languageOfPath(path)),
    'another canonical address': leads('link[rel=canonical]', path),
    ...Object.fromEntries(
      twinsOf(path).flatMap((twin) => [
        [`no link to ${twin.path}`, leads(`a[hreflang=${twin.language}]`, twin.path)],
        [
          `no alternate in ${twin.language}`,
          leads(`link[rel=alternate][hreflang=${twin.language}]`, twin.path),
        ],
      ]),
    ),
  }
  return Object.entries(faults).flatMap(([fault, isFine]) => (isFine ? [] : [`${path}: ${fault}`]))
}

describe('the sitemap', () => {
  it('lists every page that wants to be found, and nothing else', async () => {
    const index = await (await fetch(`${server.url}/sitemap-index.xml`)).text()
    const files = places(index)
    expect(files.length).toBeGreaterThan(0)
    const lists = files.map(async (file) => (await fetch(server.url + file)).text())
    const listed = (await Promise.all(lists)).flatMap(places)
    const wanted = documents().filter((page) => page.status === 200 && !isHidden(page))
    expect(listed.sort()).toEqual(wanted.map(({ path }) => path).sort())
  })
})

const places = (xml: string) =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname)

describe('the walk through a site', () => {
  const head = '<link rel="canonical" href="https://built.example/">'
  const pages: Record<string, string> = {
    '/': `${head}<a href="/a/#here">a</a><a href="/a/#%E4%BA%BA">b</a><a href="/gone/">c</a>`,
    '/a/': `<p id="人"></p><p id="人"></p><a href="https://built.example/a/#x">d</a><a href="http://else.example/">e</a><img src="/">`,
  }
  it('finds what leads nowhere, is insecure or not described', async () => {
    const small = createServer(({ url = '' }, answer) => {
      const body = pages[url]
      answer.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(body)
    })
    await new Promise<void>((listening) => small.listen(0, 'localhost', listening))
    const { port } = small.address() as AddressInfo
    const found = await crawl(`http://localhost:${port}`)
    small.close()
    expect(deadLinks(found)).toEqual([
      '/: /a/#here: there is no such id',
      '/: /gone/ answers 404',
      '/a/: https://built.example/a/#x: there is no such id',
    ])
    expect(uselessIds(found)).toEqual(['/a/: id="人"'])
    expect(insecureLinks(found)).toEqual(['/a/: http://else.example/'])
    expect(undescribedImages(found)).toEqual(['/a/: <img src="/">'])
  })
})
