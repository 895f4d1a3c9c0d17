import type { Site } from './create-site.ts'

export type { Site }

const holder = globalThis as { [key: symbol]: Promise<Site> | undefined }
const place = Symbol.for('genkan.site')

/**
 * The site of this process, started at the first call. It hangs on the global object because the
 * production server, the pages bundled by Astro and each reload of the development server load
 * this module anew, and must find the same one.
 * @throws ConfigurationError
 */
export function getSite(): Promise<Site> {
  holder[place] ??= import('./create-site.ts').then(({ createSite }) => createSite())
  return holder[place]
}
