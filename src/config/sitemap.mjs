import sitemap from '@astrojs/sitemap'

/** Routes that only the server itself calls. */
const internalRoutes = /^\/(?:auth|practice|practice-error|refused|store-away)\//

/**
 * Replaces Starlight's sitemap, which would list the internal routes.
 * @param {string} siteUrl
 * @returns {import('astro').AstroIntegration}
 */
export function publicSitemap(siteUrl) {
  return sitemap({
    filter: (address) => !internalRoutes.test(new URL(address).pathname),
    // One dynamic route serves all screens of the console, so Astro doesn't list its address.
    customPages: ['/lab/console/', '/ja/lab/console/'].map((path) => new URL(path, siteUrl).href),
    i18n: { defaultLocale: 'en', locales: { en: 'en', ja: 'ja' } },
  })
}
