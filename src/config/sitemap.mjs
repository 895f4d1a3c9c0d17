import sitemap from '@astrojs/sitemap'
import { languageTable, languages, localizedPath, rootLanguage } from '../lib/i18n/languages.ts'
import { labs } from '../lib/labs.ts'

/** Routes that only the server itself calls. */
const internalRoutes = /^\/(?:auth|practice|practice-error|refused|store-away)\//

/** Pages rendered on demand: their routes are for all languages, so Astro lists no address. */
const onDemand = ['/demo/', ...Object.values(labs).map(({ path }) => path)]

/**
 * Replaces Starlight's sitemap, which would list the internal routes.
 * @param {string} siteUrl
 * @returns {import('astro').AstroIntegration}
 */
export function publicSitemap(siteUrl) {
  const paths = onDemand.flatMap((path) =>
    languages.map((language) => localizedPath(path, language)),
  )
  return sitemap({
    filter: (address) => !internalRoutes.test(new URL(address).pathname),
    customPages: paths.map((path) => new URL(path, siteUrl).href),
    i18n: {
      defaultLocale: rootLanguage,
      locales: Object.fromEntries(
        languages.map((language) => [languageTable[language].folder || language, language]),
      ),
    },
  })
}
