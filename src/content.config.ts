import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders'
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema'
import { defineCollection } from 'astro:content'
import { z } from 'astro/zod'
import english from './content/i18n/en.json' with { type: 'json' }

// The English catalogue defines the keys: a language that lacks one fails the build.
const keys = Object.keys(english).map((key) => [key, z.string().min(1)] as const)

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({
    loader: i18nLoader(),
    schema: i18nSchema({ extend: z.object(Object.fromEntries(keys)) }),
  }),
}
