import sitemap from '@astrojs/sitemap'
import { onDemandPages, sitemapLanguages } from './locales.mjs'

/** Internal routes: rewrite targets and endpoints, which the sitemap must not list. */
const internalRoutes = /^\/(?:auth|practice|practice-error|refused|store-away)\//

/**
 * Replaces Starlight's sitemap, which would list the internal routes.
 * @param {string} siteUrl
 * @returns {import('astro').AstroIntegration}
 */
export function publicSitemap(siteUrl) {
  return sitemap({
    filter: (address) => !internalRoutes.test(new URL(address).pathname),
    customPages: onDemandPages(siteUrl),
    i18n: sitemapLanguages,
  })
}
