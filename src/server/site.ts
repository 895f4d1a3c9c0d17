import { type Site, createSite } from './create-site.ts'
import { readEnvironment } from './environment.ts'

export type { Site }

let site: Promise<Site> | undefined

/**
 * The services of this process (singleton), started by the first call.
 * @throws ConfigurationError
 */
export function getSite(): Promise<Site> {
  site ??= start()
  return site
}

async function start(): Promise<Site> {
  return createSite(readEnvironment(process.env), Date.now)
}

// In dev an edit loads this module again: close the store of the site before it.
import.meta.hot?.dispose(() => void site?.then(({ store }) => store.close()))
