import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type PageOptions, type TestBrowser, startBrowser } from './browser.ts'
import { type GenkanOptions, type GenkanServer, startGenkan } from './genkan-server.ts'

export interface SiteInBrowser {
  /** Of the site; paths given to `page.goto` are relative to it. */
  readonly url: string
  /** A page in a fresh profile: no cookies, nothing stored. */
  openPage(options?: PageOptions): Promise<Page>
}

/**
 * The built site and a Chromium to look at it, for the tests of the file that calls this: started
 * before the first of them, ended after the last.
 * @param options of the server; a function where they come from what an earlier `beforeAll` starts
 */
export function siteInBrowser(options: GenkanOptions | (() => GenkanOptions) = {}): SiteInBrowser {
  let server: GenkanServer | undefined
  let browser: TestBrowser | undefined
  beforeAll(async () => {
    server = await startGenkan(typeof options === 'function' ? options() : options)
    browser = await startBrowser(server.url)
  })
  afterAll(async () => {
    // Either is missing where its own start failed.
    await browser?.close()
    await server?.stop()
  })
  return {
    get url() {
      return running(server).url
    },
    openPage: (pageOptions) => running(browser).openPage(pageOptions),
  }
}

function running<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('The site and its browser run in tests and hooks only')
  return part
}
