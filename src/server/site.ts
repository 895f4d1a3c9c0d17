import { type Site, createSite } from './create-site.ts'
import { ConfigurationError, readEnvironment } from './environment.ts'
import { StoreUnavailable } from './store/store-outage.ts'

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
  const environment = readEnvironment(process.env)
  return createSite(environment, Date.now).catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error
    const variable = environment.redisUrl === null ? 'DATA_DIR' : 'REDIS_URL'
    throw new ConfigurationError(`${variable}: the store cannot be used (${error.message})`)
  })
}

// In dev an edit loads this module again: close the store of the site before it.
import.meta.hot?.dispose(() => void site?.then(({ store }) => store.close()))
