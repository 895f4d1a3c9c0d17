import { test } from 'vitest'
import { type TestBrowser, startBrowser } from './browser.ts'
import { type GenkanServer, startGenkan } from './genkan-server.ts'
import { HostileSite } from './hostile-site.ts'

/**
 * What the test files of a worker share, started for the first file that asks and ended with the
 * worker: `shared.beforeAll(({ sharedSite }) => …)`. Each test still has a browser profile or cookies
 * of its own. A browser for each worker, because all profiles of a browser have one clipboard.
 */
export const shared = test
  .extend('sharedSite', { scope: 'worker' }, async ({}, { onCleanup }): Promise<GenkanServer> => {
    const server = await startGenkan({ env: { RATE_LIMIT: 'off' } })
    onCleanup(() => server.stop())
    return server
  })
  .extend('hostileSite', { scope: 'worker' }, async ({}, { onCleanup }): Promise<HostileSite> => {
    const site = await HostileSite.start()
    onCleanup(() => site.stop())
    return site
  })
  .extend('sharedBrowser', { scope: 'worker' }, async ({}, { onCleanup }): Promise<TestBrowser> => {
    const browser = await startBrowser()
    onCleanup(() => browser.close())
    return browser
  })

export type SharedSite = Pick<GenkanServer, 'url' | 'dataDir' | 'output'>

/**
 * The built site without limits of rate, for the tests of a file that asks it: other files ask the
 * same process, before and after, but never at the same time. A file that restarts it or sets a variable
 * starts one of its own with `startGenkan`. `output` begins with the file.
 */
export function sharedSite(): SharedSite {
  let site: SharedSite | undefined
  shared.beforeAll(({ sharedSite }) => {
    const before = sharedSite.output().length
    site = { ...sharedSite, output: () => sharedSite.output().slice(before) }
  })
  const running = () => {
    if (site === undefined) throw new Error('The site runs in tests and hooks only')
    return site
  }
  return {
    get url() {
      return running().url
    },
    get dataDir() {
      return running().dataDir
    },
    output: () => running().output(),
  }
}
