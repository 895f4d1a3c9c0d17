import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** @typedef {import('../bundle-guide.mjs').GuidePage} GuidePage */

const entry = '\0entry'
const names = '[name].[hash].js'

/**
 * Writes the scripts of the guide anew, from the files that Astro wrote. What is imported at its
 * first use stays in a file of its own.
 * @param {readonly GuidePage[]} pages
 * @param {readonly string[]} common addresses of the scripts that belong into the shared file
 * @param {ReadonlySet<string>} stateless addresses of the files that may be there twice
 * @param {URL} dir
 * @returns {Promise<(page: GuidePage) => string[]>} the addresses of a page's scripts
 */
export async function bundleScripts(pages, common, stateless, dir) {
  const root = fileURLToPath(dir)
  const all = [...new Set(pages.flatMap((page) => page.scripts))]
  const shared = await withRelated(common, all, stateless, root)
  const ownOf = (/** @type {GuidePage} */ page) =>
    page.scripts.filter((script) => !shared.includes(script)).join(' ')
  const sharedAddress = await write('guide', shared, root)
  /** @type {Map<string, string[]>} */
  const addresses = new Map([['', [sharedAddress]]])
  for (const own of new Set(pages.map(ownOf))) {
    if (own === '') continue
    addresses.set(own, [sharedAddress, await write('guide-page', own.split(' '), root)])
  }
  return (page) => {
    const found = addresses.get(ownOf(page))
    if (!found) throw new Error(`No script was written for ${page.file.pathname}`)
    return found
  }
}

/**
 * A script that has modules in common with the shared file has to be in it: each of two copies of
 * a module would have a state of its own.
 * @param {readonly string[]} common
 * @param {readonly string[]} all
 * @param {ReadonlySet<string>} stateless
 * @param {string} root
 */
async function withRelated(common, all, stateless, root) {
  const mayBeTwice = (/** @type {string} */ id) =>
    isHelper(id) || stateless.has(id.slice(root.length - 1).replaceAll('\\', '/'))
  const shared = [...common]
  for (;;) {
    const modules = new Set(await modulesOf(shared, root))
    const related = []
    for (const script of all.filter((one) => !shared.includes(one))) {
      const own = await modulesOf([script], root)
      if (own.some((id) => modules.has(id) && !mayBeTwice(id))) related.push(script)
    }
    if (related.length === 0) return shared
    shared.push(...related)
  }
}

/**
 * @param {readonly string[]} scripts
 * @param {string} root
 */
async function modulesOf(scripts, root) {
  const bundle = await bundleOf('all', scripts, root)
  const { output } = await bundle.generate({ minify: false })
  await bundle.close()
  const ids = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  return ids.filter((id) => id !== entry)
}

/**
 * @param {string} name
 * @param {readonly string[]} scripts
 * @param {string} root
 * @returns {Promise<string>} its address
 */
async function write(name, scripts, root) {
  const bundle = await bundleOf(name, scripts, root)
  const { output } = await bundle.write({
    dir: `${root}_astro`,
    entryFileNames: names,
    chunkFileNames: names,
    minify: true,
  })
  await bundle.close()
  return `/_astro/${output[0].fileName}`
}

/**
 * @param {string} name
 * @param {readonly string[]} scripts
 * @param {string} root folder of the built files
 */
function bundleOf(name, scripts, root) {
  const imports = scripts.map((address) => `import ${JSON.stringify(root + address.slice(1))}`)
  return rolldown({
    input: { [name]: entry },
    preserveEntrySignatures: false,
    plugins: [
      {
        name: 'genkan-guide-entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? { code: imports.join('\n'), moduleSideEffects: true } : null),
      },
      withoutPreload(),
    ],
  })
}

const isHelper = (/** @type {string} */ id) => id.includes('/preload-helper.')

/**
 * Vite's helper fetches the parts of a dynamic import side by side, from a list of the files that
 * were there before. Here such an import is one or two files: the helper weighs more than it saves.
 * @returns {import('rolldown').Plugin}
 */
function withoutPreload() {
  return {
    name: 'genkan-without-preload',
    async load(id) {
      if (!/\/_astro\/[\w.-]+\.js$/.test(id)) return null
      const code = await readFile(id, 'utf8')
      const helper = /export\{\w+ as (\w+)\};?\s*$/.exec(code)?.[1]
      if (isHelper(id) && helper) {
        return `const load = (start) => start()\nexport { load as ${helper} }`
      }
      const bare = code
        .replace(/^const __vite__mapDeps=.*$/m, '')
        .replaceAll(/,\s*__vite__mapDeps\(\[[\d,]*\]\)/g, '')
      if (bare.includes('__vite__mapDeps')) throw new Error(`Vite writes imports anew, in ${id}`)
      return bare
    },
  }
}
