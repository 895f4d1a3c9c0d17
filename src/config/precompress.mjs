import { readFile, readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compressible = /\.(?:html|css|js|mjs|json|xml|svg|txt|wasm|pagefind|pf_\w+)$/
/** Bytes under which a file fits into one packet however it is sent. */
const worthwhile = 1024

const compressions = [
  {
    ending: '.br',
    compress: (/** @type {Buffer} */ content) =>
      promisify(brotliCompress)(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
  },
  {
    ending: '.gz',
    compress: (/** @type {Buffer} */ content) => promisify(gzip)(content, { level: 9 }),
  },
]

/**
 * Compresses what was built, once and as well as can be, so that no request has to: `x.br` and
 * `x.gz` lie beside `x` and are sent in its place to whoever takes them.
 * @returns {import('astro').AstroIntegration}
 */
export function precompress() {
  return {
    name: 'genkan-precompress',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const names = (await readdir(dir, { recursive: true })).filter((name) =>
          compressible.test(name),
        )
        const workers = Array.from({ length: availableParallelism() }, async () => {
          for (let name = names.pop(); name !== undefined; name = names.pop()) {
            await compressFile(new URL(name.replaceAll('\\', '/'), dir))
          }
        })
        await Promise.all(workers)
      },
    },
  }
}

/** @param {URL} file */
async function compressFile(file) {
  const content = await readFile(file)
  if (content.length < worthwhile) return
  for (const { ending, compress } of compressions) {
    const compressed = await compress(content)
    // A file that is compressed already only grows.
    if (compressed.length < content.length)
      await writeFile(fileURLToPath(file) + ending, compressed)
  }
}
