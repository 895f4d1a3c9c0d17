import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { themeScript } from '../components/theme-script/theme-script.ts'

/**
 * What the server must know of the pages to let their scripts run, and no others.
 * @typedef {object} InlineScripts
 * @property {string[]} onDemand CSP sources of the scripts in line on pages rendered on demand
 * @property {Record<string, { scripts: string[], search: boolean }>} pages the same of each page
 *   that was built, by the path of its file, and whether it can be searched from
 */

/**
 * Records at the end of a build which scripts stand in line on which page (`inline-scripts.json`,
 * beside the client's files and not among them). A script that is not there at the build never
 * gets a hash: hashes taken from the page as it is sent would permit an injected script as well.
 * @returns {import('astro').AstroIntegration}
 */
export function inlineScripts() {
  return {
    name: 'genkan-inline-scripts',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const names = await readdir(dir, { recursive: true })
        const pages = names.filter((name) => name.endsWith('.html')).sort()
        /** @type {InlineScripts} */
        const found = { onDemand: [sourceOf(themeScript)], pages: {} }
        for (const name of pages.map((page) => page.replaceAll('\\', '/'))) {
          const html = await readFile(new URL(name, dir), 'utf8')
          found.pages[`/${name}`] = {
            scripts: scriptsInLine(html).map(sourceOf),
            search: html.includes('<site-search'),
          }
        }
        const file = new URL('../inline-scripts.json', dir)
        await writeFile(file, JSON.stringify(found, null, 2))
      },
    },
  }
}

const scriptElement = /<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>(.*?)<\/script\s*>/gis
// Data blocks do not run, and CSP asks nothing of them.
const hasAddress = /\ssrc\s*=/i
const isData = /\stype\s*=\s*["']?(?:application|text)\/(?:ld\+)?json\b/i

/** @param {string} html */
function scriptsInLine(html) {
  const texts = [...html.matchAll(scriptElement)]
    .filter(([, attributes = '']) => !hasAddress.test(attributes) && !isData.test(attributes))
    .map(([, , text = '']) => text)
  return [...new Set(texts)]
}

/** @param {string} text */
function sourceOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
