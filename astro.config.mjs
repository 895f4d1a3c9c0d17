import mdx from '@astrojs/mdx'
import node from '@astrojs/node'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { bundleGuide } from './src/config/bundle-guide.mjs'
import { precompress } from './src/config/precompress.mjs'
import { publicSitemap } from './src/config/sitemap.mjs'

const siteUrl = process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? '4321'}`

export default defineConfig({
  site: siteUrl,
  output: 'static',
  trailingSlash: 'ignore',
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 }),
  // Off: our own origin check covers every content type, see src/server/http/same-origin.ts.
  security: { checkOrigin: false },
  server: { host: process.env.HOST ?? 'localhost', port: Number(process.env.PORT ?? 4321) },
  session: false,
  devToolbar: { enabled: false },
  // Never inline a script: the content security policy allows files without a hash each.
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [
    starlight({
      title: { en: 'Genkan', ja: 'Genkan 玄関' },
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        ja: { label: '日本語', lang: 'ja' },
      },
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
        {
          label: 'Guide',
          translations: { ja: 'ガイド' },
          items: [
            'guide',
            'guide/google-cloud',
            'guide/streamlit',
            'guide/typescript',
            'guide/production',
            'guide/troubleshooting',
          ],
        },
        {
          label: 'Concepts',
          translations: { ja: 'しくみ' },
          items: [
            'concepts/oauth-and-oidc',
            'concepts/login-flow',
            'concepts/id-token',
            'concepts/secrets',
            'concepts/metadata',
          ],
        },
        {
          label: 'Reference',
          translations: { ja: 'リファレンス' },
          items: ['reference/claims', 'reference/streamlit-auth', 'reference/glossary'],
        },
      ],
    }),
    mdx(),
    publicSitemap(siteUrl),
    bundleGuide(),
    precompress(),
  ],
})
