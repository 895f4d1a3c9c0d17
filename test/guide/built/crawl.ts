import { type HTMLElement, parse } from 'node-html-parser'

export interface CrawledLink {
  /** As it stands in the page. */
  readonly href: string
  /** Where it leads. */
  readonly target: URL
  readonly isInternal: boolean
}

export interface CrawledPage {
  readonly path: string
  readonly status: number
  /** The first page that led here. */
  readonly foundOn: string
  /** Absent where the answer is no HTML. */
  readonly document: HTMLElement | undefined
  readonly ids: ReadonlySet<string>
  /** Links, and the files that a page loads. */
  readonly links: readonly CrawledLink[]
}

export type Site = ReadonlyMap<string, CrawledPage>

// Links that robots are asked not to follow lead to a refusal on purpose.
const linked =
  'a[href]:not([rel~=nofollow]), area[href], link[href], script[src], img[src], source[src], iframe[src]'

/**
 * Walks a started site from one page to whatever it leads to, by GET. Pages name their site by the
 * origin that they were built for: that one counts as the started site's own.
 */
export async function crawl(origin: string, start = '/'): Promise<Site> {
  const site = new Map<string, CrawledPage>()
  const builtFor = await originBuiltFor(new URL(start, origin))
  const found = new Map([[start, 'the start']])
  // A map that grows is walked to its new end.
  for (const [path, foundOn] of found) {
    const page = await visit(new URL(path, origin), builtFor, foundOn)
    site.set(path, page)
    for (const { isInternal, target } of page.links) {
      const next = target.pathname + target.search
      if (isInternal && !found.has(next)) found.set(next, path)
    }
  }
  return site
}

async function originBuiltFor(address: URL): Promise<string> {
  const document = parse(await (await fetch(address)).text())
  const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href')
  if (canonical === undefined) throw new Error(`${address.pathname} has no canonical address`)
  return new URL(canonical).origin
}

async function visit(address: URL, builtFor: string, foundOn: string): Promise<CrawledPage> {
  const answer = await fetch(address, { redirect: 'manual', headers: { accept: 'text/html' } })
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  const document = isPage ? parse(await answer.text()) : undefined
  if (!isPage) await answer.body?.cancel()
  const { pathname: path, origin } = address
  const ids = new Set(document?.querySelectorAll('[id]').map(({ id }) => id))
  const links = document === undefined ? [] : linksOf(document, address)
  return {
    ...{ path: path + address.search, status: answer.status, foundOn, document, ids },
    links: links.map(({ href, target }) => ({
      ...{ href, target },
      isInternal: target.origin === origin || target.origin === builtFor,
    })),
  }
}

function linksOf(document: HTMLElement, address: URL): { href: string; target: URL }[] {
  const hrefs = document.querySelectorAll(linked).map((element) => {
    return element.getAttribute('href') ?? element.getAttribute('src') ?? ''
  })
  return [...new Set(hrefs)].map((href) => ({ href, target: new URL(href, address) }))
}

/** Internal links that end at nothing, in sentences. */
export function deadLinks(site: Site): string[] {
  return [...site.values()].flatMap((page) => {
    const internal = page.links.filter(({ isInternal }) => isInternal)
    return internal.flatMap(({ href, target }) => {
      const end = site.get(target.pathname + target.search)
      if (end?.status !== 200) return [`${page.path}: ${href} answers ${end?.status}`]
      const id = decodeURIComponent(target.hash.slice(1))
      return id === '' || end.ids.has(id) ? [] : [`${page.path}: ${href}: there is no such id`]
    })
  })
}

/** Links to other sites that are not https. */
export function insecureLinks(site: Site): string[] {
  return [...site.values()].flatMap((page) =>
    page.links
      .filter(({ isInternal, target }) => !isInternal && target.protocol !== 'https:')
      .map(({ href }) => `${page.path}: ${href}`),
  )
}

/** Pictures without a description, an empty one for those that say nothing. */
export function undescribedImages(site: Site): string[] {
  return [...site.values()].flatMap((page) =>
    (page.document?.querySelectorAll('img:not([alt]), area:not([alt])') ?? []).map(
      (image) => `${page.path}: ${image.outerHTML}`,
    ),
  )
}

/** Ids that no link could name: with a blank, or given twice on a page. */
export function uselessIds(site: Site): string[] {
  return [...site.values()].flatMap(({ path, document }) => {
    const ids = document?.querySelectorAll('[id]').map(({ id }) => id) ?? []
    const useless = ids.filter((id, index) => /\s|^$/.test(id) || ids.indexOf(id) !== index)
    return useless.map((id) => `${path}: id="${id}"`)
  })
}

/** Whether search engines are asked to leave a page out. */
export function isHidden({ document }: CrawledPage): boolean {
  const robots = document?.querySelector('meta[name=robots]')?.getAttribute('content') ?? ''
  return /\b(?:noindex|none)\b/.test(robots)
}
