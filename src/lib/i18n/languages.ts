import english from '../../content/i18n/en.json' with { type: 'json' }
import japanese from '../../content/i18n/ja.json' with { type: 'json' }

interface LanguageRow {
  /** First part of the paths of its pages; empty for the language at the root. */
  readonly folder: string
  /** Its own name for itself. */
  readonly name: string
  /** Separator between two sentences, and after a colon. */
  readonly sentenceGap: '' | ' '
}

const rows = {
  en: { folder: '', name: 'English', sentenceGap: ' ' },
  ja: { folder: 'ja', name: '日本語', sentenceGap: '' },
} as const satisfies Record<string, LanguageRow>

/** Tag of a language (BCP 47). */
export type Language = keyof typeof rows
/** The table of languages, by tag. Every page exists in all of them. */
export const languageTable: Readonly<Record<Language, LanguageRow>> = rows
export const languages = Object.keys(rows) as readonly Language[]
/** The default language: its paths have no prefix. */
export const rootLanguage = 'en' satisfies Language

/**
 * Message catalogues. Separate from the table, for tree shaking: browser scripts read the table
 * only.
 */
export const catalogues: Readonly<Record<Language, Record<keyof typeof english, string>>> = {
  en: english,
  ja: japanese,
}

/**
 * The language of a path prefix.
 * @param folder first segment of a path, such as `ja`; empty or absent at the root
 */
export function languageOfFolder(folder = ''): Language | undefined {
  return languages.find((language) => languageTable[language].folder === folder)
}

/**
 * The language of a page of this site, read from its path.
 * @param path absolute path such as `/ja/demo/`
 */
export function languageOfPath(path: string): Language {
  return languageOfFolder(path.split('/', 2)[1]) ?? rootLanguage
}

/**
 * Adds the prefix of a language to a path.
 * @param path absolute path without a language, such as `/demo/`
 */
export function localizedPath(path: string, language: Language): string {
  const { folder } = languageTable[language]
  return folder === '' ? path : `/${folder}${path}`
}

/**
 * Removes the prefix of a language from a path.
 * @param path absolute path such as `/ja/demo/`
 */
export function pathWithoutLanguage(path: string): string {
  const { folder } = languageTable[languageOfPath(path)]
  return folder === '' ? path : path.slice(folder.length + 1) || '/'
}

/**
 * Language negotiation: the supported language that the reader prefers most (RFC 9110, 12.5.4).
 * @param header value of `Accept-Language`; absent or unreadable means English
 */
export function preferredLanguage(header: string | null | undefined): Language {
  const ranges = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((text) => /^\s*q=([0-9.]+)\s*$/i.exec(text)?.[1]).find(Boolean)
    return { language: knownLanguage(range), weight: weight === undefined ? 1 : Number(weight) }
  })
  const known = ranges.filter(({ language, weight }) => language !== undefined && weight > 0)
  known.sort((a, b) => b.weight - a.weight)
  return known[0]?.language ?? rootLanguage
}

/**
 * The language of a page of the practice provider: what the app requests (`ui_locales`), else what
 * the browser prefers.
 * @param uiLocales tags in order of preference (OIDC Core 3.1.2.1); may be empty
 * @param header value of `Accept-Language`
 */
export function askedLanguage(uiLocales: string, header: string | null): Language {
  const wanted = uiLocales.split(' ').map(knownLanguage)
  return wanted.find((language) => language !== undefined) ?? preferredLanguage(header)
}

/**
 * The language of an error page: that of the requested path, else what the browser prefers.
 * @param path absolute path of the request
 * @param header value of `Accept-Language`
 */
export function languageOfRequest(path: string, header: string | null): Language {
  const language = languageOfPath(path)
  return language === rootLanguage ? preferredLanguage(header) : language
}

/** Separator between two sentences on one line, and after a colon. */
export function sentenceGap(language: Language): string {
  return languageTable[language].sentenceGap
}

/** By the primary subtag alone: `ja-JP` is `ja`. */
function knownLanguage(tag: string): Language | undefined {
  const primary = primarySubtag(tag)
  return languages.find((language) => primarySubtag(language) === primary)
}

const primarySubtag = (tag: string) => tag.toLowerCase().split('-', 1)[0]
