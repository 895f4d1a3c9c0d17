/** Languages that every page exists in. The first one stands at the root. */
export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/**
 * The language of a page of this site, read from its path.
 * @param path absolute path such as `/ja/demo/`
 */
export function languageOfPath(path: string): Language {
  return path === '/ja' || path.startsWith('/ja/') ? 'ja' : 'en'
}

/**
 * Puts a path of the English tree into the tree of another language.
 * @param path absolute path without a language, such as `/demo/`
 */
export function localizedPath(path: string, language: Language): string {
  return language === 'en' ? path : `/ja${path}`
}

/**
 * The language that a reader prefers most, of those that exist here (RFC 9110, 12.5.4).
 * @param header value of `Accept-Language`; absent or unreadable means English
 */
export function preferredLanguage(header: string | null | undefined): Language {
  const ranges = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const weight = parameters.map((text) => /^\s*q=([0-9.]+)\s*$/.exec(text)?.[1]).find(Boolean)
    return { primary: range.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
  })
  const known = ranges.filter(
    (range): range is { primary: Language; weight: number } =>
      languages.some((language) => language === range.primary) && range.weight > 0,
  )
  known.sort((a, b) => b.weight - a.weight)
  return known[0]?.primary ?? 'en'
}

/**
 * The language of a screen that an app sends people to: what the app asks for, else what the
 * browser prefers.
 * @param uiLocales tags in order of preference (OIDC Core 3.1.2.1); may be empty
 * @param header value of `Accept-Language`
 */
export function askedLanguage(uiLocales: string, header: string | null): Language {
  const wanted = uiLocales.split(' ').map((locale) => locale.toLowerCase().split('-')[0])
  const known = wanted.find((locale) => languages.some((language) => language === locale))
  return (known as Language | undefined) ?? preferredLanguage(header)
}

/** What separates two sentences, or a colon and the text after it: Japanese punctuation is wide. */
export function sentenceGap(language: Language): string {
  return language === 'ja' ? '' : ' '
}
