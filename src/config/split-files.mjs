/**
 * Splits the pages' files into shared ones and each page's own. Shared is what half of the pages of
 * some language have, or more: a file that only one language needs must not become each page's own
 * when a language is added.
 * @template {{ language: string, scripts: string[], styles: string[] }} Page
 * @param {readonly Page[]} pages
 * @param {'scripts' | 'styles'} kind
 */
export function splitFiles(pages, kind) {
  const byLanguage = [...Map.groupBy(pages, ({ language }) => language).values()]
  const isShared = (/** @type {string} */ path) =>
    byLanguage.some(
      (own) => 2 * own.filter((page) => page[kind].includes(path)).length >= own.length,
    )
  return {
    shared: [...new Set(pages.flatMap((page) => page[kind].filter(isShared)))],
    ownOf: (/** @type {Page} */ page) => page[kind].filter((path) => !isShared(path)),
  }
}
