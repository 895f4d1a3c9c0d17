/** What Starlight and the sitemap read from the tables of languages and labs. */
import {
  catalogues,
  languageTable,
  languages,
  localizedPath,
  rootLanguage,
} from '../lib/i18n/languages.ts'
import { labs } from '../lib/labs.ts'

/** @typedef {import('../lib/i18n/languages.ts').Language} Language */
/** @typedef {import('../lib/i18n/messages.ts').MessageKey} MessageKey */

/** @param {MessageKey} key */
const inAllLanguages = (key) =>
  Object.fromEntries(languages.map((language) => [language, catalogues[language][key]]))

export const siteTitle = inAllLanguages('site.title')

/** Starlight's locales, by folder; `root` is the one without. */
export const starlightLocales = Object.fromEntries(
  languages.map((lang) => {
    const { folder, name } = languageTable[lang]
    return [folder || 'root', { label: name, lang }]
  }),
)

/**
 * A group of the sidebar with its label in every language.
 * @param {MessageKey} key
 * @param {string[]} items slugs of pages
 */
export const sidebarGroup = (key, items) => ({
  label: catalogues[rootLanguage][key],
  translations: inAllLanguages(key),
  items,
})

export const sitemapLanguages = {
  defaultLocale: rootLanguage,
  locales: Object.fromEntries(
    languages.map((language) => [languageTable[language].folder || language, language]),
  ),
}

/**
 * URLs of the pages rendered on demand, for the sitemap: it can't derive them from their routes.
 * @param {string} siteUrl
 */
export const onDemandPages = (siteUrl) =>
  ['/demo/', ...Object.values(labs).map(({ path }) => path)].flatMap((path) =>
    languages.map((language) => new URL(localizedPath(path, language), siteUrl).href),
  )
