import mdx from '@astrojs/mdx'
import node from '@astrojs/node'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { bundleGuide } from './src/config/bundle-guide.mjs'
import { inlineScripts } from './src/config/inline-scripts.mjs'
import { sidebarGroup, siteTitle, starlightLocales } from './src/config/languages.mjs'
import { precompress } from './src/config/precompress.mjs'
import { publicSitemap } from './src/config/sitemap.mjs'

const siteUrl = process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? '4321'}`

export default defineConfig({
  site: siteUrl,
  output: 'static',
  trailingSlash: 'ignore',
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 }),
  // Ours holds for every content type and asks for the public origin: src/server/http/same-origin.ts
  security: { checkOrigin: false },
  server: { host: process.env.HOST ?? 'localhost', port: Number(process.env.PORT ?? 4321) },
  session: false,
  devToolbar: { enabled: false },
  // Scripts of ours are files, which the content security policy allows without a hash each.
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [
    starlight({
      title: siteTitle,
      defaultLocale: 'root',
      locales: starlightLocales,
      disable404Route: true,
      credits: false,
      favicon: '/favicon.svg',
      customCss: [
        './src/styles/tokens.css',
        './src/styles/type.css',
        './src/styles/controls.css',
        './src/styles/starlight.css',
        './src/styles/guide.css',
        './src/styles/guide-lists.css',
        './src/styles/code-block.css',
      ],
      components: {
        Banner: './src/components/starlight/Banner.astro',
        Footer: './src/components/starlight/Footer.astro',
        Header: './src/components/starlight/Header.astro',
        MobileMenuFooter: './src/components/starlight/MobileMenuFooter.astro',
        PageTitle: './src/components/starlight/PageTitle.astro',
        ThemeProvider: './src/components/starlight/ThemeProvider.astro',
      },
      sidebar: [
        sidebarGroup('sidebar.guide', [
          'guide',
          'guide/google-cloud',
          'guide/streamlit',
          'guide/typescript',
          'guide/production',
          'guide/troubleshooting',
        ]),
        sidebarGroup('sidebar.concepts', [
          'concepts/oauth-and-oidc',
          'concepts/login-flow',
          'concepts/id-token',
          'concepts/secrets',
          'concepts/metadata',
        ]),
        sidebarGroup('sidebar.reference', [
          'reference/claims',
          'reference/streamlit-auth',
          'reference/glossary',
        ]),
      ],
    }),
    mdx(),
    publicSitemap(siteUrl),
    bundleGuide(),
    inlineScripts(),
    precompress(),
  ],
})
