import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { languageOfPath } from '../lib/i18n/languages.ts'
import { splitFiles } from './split-files.mjs'

/**
 * A page of the guide as Astro built it.
 * @typedef {object} Page
 * @property {URL} file
 * @property {string} html
 * @property {string} language
 * @property {string[]} scripts URL paths of its module scripts, in order, without duplicates
 * @property {string[]} styles URL paths of its style sheets, likewise
 */

const scriptTag =
  /<script\b(?=[^>]*\stype="module")[^>]*?\ssrc="(\/_astro\/[^"]+)"[^>]*><\/script>/g
const styleTag = /<link\b(?=[^>]*\srel="stylesheet")[^>]*?\shref="(\/_astro\/[^"]+)"[^>]*>/g
const anyTag = /<(?:script|link)\b[^>]*\/_astro\/[^>]*\.(?:js|css)\b[^>]*>/

/**
 * Bundles the scripts and style sheets of the guide's pages. Astro and Starlight emit a file per
 * component, some 25 requests for a page, and no option of theirs joins them
 * (docs/decisions/0010-weight.md). A page gets one bundle that all pages share and one of its own.
 * Pages rendered on demand keep Astro's files.
 * @returns {import('astro').AstroIntegration}
 */
export function bundleGuide() {
  return {
    name: 'genkan-bundle-guide',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [withoutPreload] } })
      },
      'astro:build:done': async ({ dir }) => {
        const pages = await guidePages(dir)
        const stylesOf = await bundleStyles(pages, dir)
        const scriptsOf = await bundleScripts(pages, fileURLToPath(dir))
        for (const page of pages) {
          await writeFile(page.file, withTags(page, stylesOf(page) + scriptsOf(page)))
        }
      },
    },
  }
}

/**
 * Turns off Vite's preloading for dynamic imports: its lists name Astro's files, which the bundles
 * replace, and its helper is a sixth of the guide's script. A module that is imported dynamically
 * can't import CSS then, except by `?url`.
 * @type {import('vite').Plugin}
 */
const withoutPreload = {
  name: 'genkan-without-preload',
  enforce: 'pre',
  // Astro overwrites this option where it is set in astro.config.mjs.
  configEnvironment: () => ({ build: { modulePreload: false } }),
  load: {
    filter: { id: /^\0vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
}

/**
 * Pages of the guide: those that have its search.
 * @param {URL} dir
 */
async function guidePages(dir) {
  /** @type {Page[]} */
  const pages = []
  for (const name of await readdir(dir, { recursive: true })) {
    if (!name.endsWith('.html')) continue
    const path = name.replaceAll('\\', '/')
    const file = new URL(path, dir)
    const html = await readFile(file, 'utf8')
    if (!html.includes('<site-search')) continue
    const language = languageOfPath(`/${path}`)
    const files = { scripts: pathsIn(html, scriptTag), styles: pathsIn(html, styleTag) }
    pages.push({ file, html, language, ...files })
  }
  if (pages.length === 0) throw new Error('No page of the guide was found')
  return pages
}

/**
 * @param {string} html
 * @param {RegExp} tag
 */
function pathsIn(html, tag) {
  return [...new Set([...html.matchAll(tag)].map(([, path = '']) => path))]
}

/**
 * Concatenates style sheets, in the order in which the pages have them.
 * @param {readonly Page[]} pages
 * @param {URL} dir
 * @returns {Promise<(page: Page) => string>} gives the tags for a page
 */
async function bundleStyles(pages, dir) {
  const { shared, ownOf } = splitFiles(pages, 'styles')
  /** @type {Map<string, string>} */
  const tags = new Map([['', '']])
  for (const paths of [shared, ...pages.map(ownOf)].filter((list) => !tags.has(list.join()))) {
    const files = await Promise.all(paths.map((path) => readFile(new URL(`.${path}`, dir), 'utf8')))
    const css = files.join('\n')
    const path = `/_astro/guide.${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`
    await writeFile(new URL(`.${path}`, dir), css)
    tags.set(paths.join(), `<link rel="stylesheet" href="${path}">`)
  }
  return (page) => `${tags.get(shared.join())}${tags.get(ownOf(page).join())}`
}

/**
 * Builds one entry per combination of scripts. What all entries share becomes one chunk; Rolldown
 * splits off what only some share, so that no module has two copies on a page.
 * @param {readonly Page[]} pages
 * @param {string} root folder of the built files
 * @returns {Promise<(page: Page) => string>} gives the tags for a page
 */
async function bundleScripts(pages, root) {
  const { shared, ownOf } = splitFiles(pages, 'scripts')
  const entryOf = (/** @type {Page} */ page) => ['guide-entry', ...shared, ...ownOf(page)].join(' ')
  const entries = new Set(pages.map(entryOf))
  const importing = (/** @type {string} */ path) => `import ${JSON.stringify(root + path.slice(1))}`
  const bundle = await rolldown({
    input: [...entries],
    preserveEntrySignatures: false,
    plugins: [
      {
        name: 'genkan-guide-entry',
        resolveId: (id) => (entries.has(id) ? id : null),
        load: (id) => (entries.has(id) ? id.split(' ').slice(1).map(importing).join('\n') : null),
      },
    ],
  })
  const { output } = await bundle.write({
    dir: `${root}_astro`,
    entryFileNames: 'guide-page.[hash].js',
    chunkFileNames: '[name].[hash].js',
    codeSplitting: { groups: [{ name: 'guide', minShareCount: entries.size }] },
    minify: true,
  })
  await bundle.close()
  return (page) => {
    const entry = output.find((one) => one.type === 'chunk' && one.facadeModuleId === entryOf(page))
    const { imports, fileName } = /** @type {import('rolldown').OutputChunk} */ (entry)
    const preloads = imports.map((name) => `<link rel="modulepreload" href="/_astro/${name}">`)
    return `${preloads.join('')}<script type="module" src="/_astro/${fileName}"></script>`
  }
}

/**
 * Replaces the tags of a page.
 * @param {Page} page
 * @param {string} tags
 * @throws where Astro wrote a tag that `scriptTag` and `styleTag` don't match
 */
function withTags({ html, file }, tags) {
  const bare = html.replaceAll(styleTag, '').replaceAll(scriptTag, '')
  const [unknown] = anyTag.exec(bare) ?? []
  if (unknown) throw new Error(`${file.pathname}: not bundled: ${unknown}`)
  return bare.replace('</head>', () => `${tags}</head>`)
}
