import { readFile } from 'node:fs/promises'
import { withoutOverridden, withValuesInPlace } from './root-properties.mjs'
import { splitStyles } from './split-styles.mjs'
import { namesIn, withoutUnused } from './unused-rules.mjs'

/** @typedef {import('../bundle-guide.mjs').GuidePage} GuidePage */

/**
 * Puts the styles of the guide together, without the rules for what no page has.
 * @param {readonly GuidePage[]} pages
 * @param {readonly string[]} addresses of all their style sheets, in the order of the cascade
 * @param {URL} dir
 * @param {string} later what comes after the page: scripts, and style sheets that scripts load
 * @returns {Promise<{ shared: string, own: ReadonlyMap<GuidePage, string> }>} CSS of all pages, and
 *   of each page
 */
export async function bundleStyles(pages, addresses, dir, later) {
  const sheets = addresses.map((address) => readFile(new URL(`.${address}`, dir), 'utf8'))
  const names = pages.map(({ html }) => namesIn(`${html}\n${later}`))
  const all = new Set(names.flatMap((some) => [...some]))
  const css = withoutOverridden((await Promise.all(sheets)).join('\n'))
  const { shared, own } = splitStyles(withoutUnused(withValuesInPlace(css, all), all), names)
  return { shared, own: new Map(pages.map((page, place) => [page, own[place] ?? ''])) }
}
