/** What Starlight reads from the table of languages. */
import { catalogues, languageTable, rootLanguage } from '../lib/i18n/languages.ts'

/** @typedef {import('../lib/i18n/messages.ts').MessageKey} MessageKey */

/** @param {MessageKey} key */
const inAllLanguages = (key) =>
  Object.fromEntries(Object.entries(catalogues).map(([language, texts]) => [language, texts[key]]))

export const siteTitle = inAllLanguages('site.title')

/** Starlight's locales, by folder; `root` is the one without. */
export const starlightLocales = Object.fromEntries(
  Object.entries(languageTable).map(([lang, { folder, name }]) => [
    folder || 'root',
    { label: name, lang },
  ]),
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
