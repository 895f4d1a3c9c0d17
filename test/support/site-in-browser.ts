import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { PageOptions, TestBrowser } from './browser.ts'
import { type GenkanOptions, type GenkanServer, startGenkan } from './genkan-server.ts'
import { shared, sharedSite } from './shared.ts'

export interface SiteInBrowser {
  /** Of the site; paths given to `page.goto` are relative to it. */
  readonly url: string
  /** A page in a fresh profile, which is closed after the test, or after the file if a hook opens it. */
  openPage(options?: PageOptions): Promise<Page>
}

/**
 * The built site and a Chromium to look at it, for the tests of the file that calls this. Files share
 * both, unless a file needs a server with variables of its own.
 * @param options of such a server; a function where they come from what an earlier `beforeAll` starts
 */
export function siteInBrowser(options?: GenkanOptions | (() => GenkanOptions)): SiteInBrowser {
  const site = options === undefined ? sharedSite() : ownSite(options)
  let browser: TestBrowser | undefined
  shared.beforeAll(({ sharedBrowser }) => {
    browser = sharedBrowser
  })
  const pages: Page[] = []
  let openedByHooks = 0
  const closeFrom = (index: number) =>
    Promise.all(pages.splice(index).map((page) => page.context().close()))
  beforeEach(() => {
    openedByHooks = pages.length
  })
  afterEach(() => closeFrom(openedByHooks))
  afterAll(() => closeFrom(0))
  return {
    get url() {
      return site.url
    },
    async openPage(pageOptions) {
      if (browser === undefined) throw new Error('The browser runs in tests and hooks only')
      const page = await browser.openPage({ baseURL: site.url, ...pageOptions })
      pages.push(page)
      return page
    },
  }
}

function ownSite(options: GenkanOptions | (() => GenkanOptions)): Pick<GenkanServer, 'url'> {
  let server: GenkanServer | undefined
  beforeAll(async () => {
    server = await startGenkan(typeof options === 'function' ? options() : options)
  })
  afterAll(() => server?.stop())
  return {
    get url() {
      if (server === undefined) throw new Error('The site runs in tests and hooks only')
      return server.url
    },
  }
}
