import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import {
  partsOf,
  shortScopes,
  withRoundIcons,
  withShortScopes,
  withTags,
} from './bundle-guide/markup.mjs'
import { bundleScripts } from './bundle-guide/scripts.mjs'
import { bundleStyles } from './bundle-guide/styles.mjs'

/**
 * One page of the guide as it was built.
 * @typedef {object} GuidePage
 * @property {URL} file
 * @property {string} html
 * @property {string[]} scripts addresses of its module scripts, in order, each once
 * @property {string[]} styles the same of its style sheets
 */

/**
 * Astro gives each component's script and style a file of its own: thirty requests for a page of
 * the guide. Here they become one script and one style sheet that all pages of the guide share,
 * one more script where a page has parts of its own, and the style of these parts in the page.
 * Pages rendered on demand keep Astro's files.
 * @returns {import('astro').AstroIntegration}
 */
export function bundleGuide() {
  const stateless = filesWithoutState()
  return {
    name: 'genkan-bundle-guide',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [stateless.plugin] } })
      },
      'astro:build:done': async ({ dir }) => {
        const pages = await guidePages(dir)
        const common = inMost(pages, 'scripts')
        const scriptsOf = await bundleScripts(pages, common, stateless.files, dir)
        const later = await laterTexts(dir)
        const styles = await bundleStyles(pages, inOrder(pages, 'styles'), dir, later)
        const shorten = shortScopes([styles.shared, ...styles.own.values()].join('\n'))
        if (shorten(later) !== later) throw new Error('A script names a scope of Astro')
        const shared = shorten(styles.shared)
        const sheet = `/_astro/guide.${hashOf(shared)}.css`
        await writeFile(new URL(`.${sheet}`, dir), shared)
        for (const page of pages) {
          const own = shorten(styles.own.get(page) ?? '')
          const tags = [
            `<link rel="stylesheet" href="${sheet}">`,
            own && `<style>${own}</style>`,
            ...scriptsOf(page).map((src) => `<script type="module" src="${src}"></script>`),
          ]
          const html = withShortScopes(withRoundIcons(page.html), shorten)
          await writeFile(page.file, withTags(html, tags.join('')))
        }
      },
    },
  }
}

/** Folders whose modules keep no state that matters: a page may have two copies of them. */
const withoutState = /\/src\/(?:lib|components\/late-start)\//

/**
 * Notes which of the files that Vite writes for browsers hold such modules alone.
 * @returns {{ files: ReadonlySet<string>, plugin: import('vite').Plugin }} addresses, once built
 */
function filesWithoutState() {
  /** @type {Set<string>} */
  const files = new Set()
  return {
    files,
    plugin: {
      name: 'genkan-files-without-state',
      applyToEnvironment: ({ name }) => name === 'client',
      generateBundle(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue
          if (file.moduleIds.every((id) => withoutState.test(id))) files.add(`/${file.fileName}`)
        }
      },
    },
  }
}

/**
 * @param {URL} dir
 * @throws if there is none, or one without a script or a style sheet: Astro then writes its pages
 *   in another way than is expected here
 */
async function guidePages(dir) {
  /** @type {GuidePage[]} */
  const pages = []
  for (const name of await readdir(dir, { recursive: true })) {
    if (!name.endsWith('.html')) continue
    const file = new URL(name.replaceAll('\\', '/'), dir)
    const html = await readFile(file, 'utf8')
    if (!html.includes('<site-search')) continue
    const page = { file, html, ...partsOf(html) }
    if (page.scripts.length === 0 || page.styles.length === 0) {
      throw new Error(`No scripts or no styles were found in ${name}`)
    }
    pages.push(page)
  }
  if (pages.length === 0) throw new Error('No page of the guide was found')
  return pages
}

/**
 * What half of the pages have, or more: a language's own parts are then in the same file.
 * @param {readonly GuidePage[]} pages
 * @param {'scripts' | 'styles'} kind
 */
function inMost(pages, kind) {
  const all = [...new Set(pages.flatMap((page) => page[kind]))]
  return all.filter(
    (one) => 2 * pages.filter((page) => page[kind].includes(one)).length >= pages.length,
  )
}

/**
 * All addresses, those of most pages first: what is a component's own comes after what is the
 * guide's, as on each page.
 * @param {readonly GuidePage[]} pages
 * @param {'scripts' | 'styles'} kind
 */
function inOrder(pages, kind) {
  return [...new Set([...inMost(pages, kind), ...pages.flatMap((page) => page[kind])])]
}

/**
 * The scripts, which may add to a page, and the style sheets that they name and load, as the
 * search does.
 * @param {URL} dir
 */
async function laterTexts(dir) {
  const folder = new URL('_astro/', dir)
  const names = await readdir(folder)
  const read = (/** @type {string} */ name) => readFile(new URL(name, folder), 'utf8')
  const scripts = (await Promise.all(names.filter((one) => one.endsWith('.js')).map(read))).join()
  const loaded = names.filter((name) => name.endsWith('.css') && scripts.includes(`/${name}`))
  return [scripts, ...(await Promise.all(loaded.map(read)))].join('\n')
}

/** @param {string} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('base64url').slice(0, 8)
}
