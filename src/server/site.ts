import { readEnvironment } from './environment.ts'
import { type Runtime, createRuntime } from './runtime.ts'

/** Everything that lives as long as the process. */
export type Site = Runtime

let site: Promise<Site> | undefined

/**
 * The site of this process, started at the first call.
 * @throws ConfigurationError
 */
export function getSite(): Promise<Site> {
  site ??= start()
  return site
}

async function start(): Promise<Site> {
  return createRuntime(readEnvironment(process.env), Date.now)
}

// In dev an edit loads this module anew: the site before it closes its store.
import.meta.hot?.dispose(() => void site?.then(({ store }) => store.close()))
