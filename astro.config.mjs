import mdx from '@astrojs/mdx'
import node from '@astrojs/node'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

const siteUrl = process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? '4321'}`

export default defineConfig({
  site: siteUrl,
  output: 'static',
  trailingSlash: 'ignore',
  adapter: node({ mode: 'standalone' }),
  server: { host: process.env.HOST ?? 'localhost', port: Number(process.env.PORT ?? 4321) },
  session: false,
  devToolbar: { enabled: false },
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
      sidebar: [
        {
          label: 'Guide',
          translations: { ja: 'ガイド' },
          items: ['guide/streamlit', 'guide/troubleshooting'],
        },
      ],
    }),
    mdx(),
  ],
})
