import { readdirSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

// The snippets are no files of a TypeScript project, so the rules that need types are off.
const eslint = new ESLint({
  cwd: projectRoot,
  overrideConfig: [tseslint.configs.disableTypeChecked],
  ruleFilter: ({ ruleId }) => /restricted|no-console/.test(ruleId),
})

/** The rules that refuse some code, as if it stood in the given file. */
async function refusals(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${projectRoot}/${filePath}` })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

/** A module that exists in a folder: the rule looks only at imports that resolve. */
function moduleIn(folder: string): string {
  const names = readdirSync(`${projectRoot}/${folder}`, { recursive: true, encoding: 'utf8' })
  const name = names.filter((path) => /\.(ts|json)$/.test(path)).sort()[0]
  if (name === undefined) throw new Error(`No module in ${folder}`)
  return posix.join(folder, name)
}

function importing(from: string, module: string, kind = 'import'): string {
  const path = posix.relative(dirname(from), module)
  return `${kind} * as it from '${path.startsWith('.') ? path : `./${path}`}'\nexport { it }\n`
}

const paths = 'import-x/no-restricted-paths'
const layers = ['pages', 'server', 'components', 'practice', 'lib']
const allowed = new Set([
  ...['pages → server', 'pages → components', 'pages → lib'],
  ...['server → practice', 'server → lib', 'components → lib'],
])
// practice → lib depends on the module, see below.
const pairs = layers
  .flatMap((from) => layers.filter((to) => to !== from).map((to) => ({ from, to })))
  .filter(({ from, to }) => !(from === 'practice' && to === 'lib'))

describe('the import rule', () => {
  it.each(pairs)('$from → $to', async ({ from, to }) => {
    const file = `src/${from}/snippet.ts`
    const expected = allowed.has(`${from} → ${to}`) ? [] : [paths]
    const module = moduleIn(`src/${to}`)
    expect(await refusals(file, importing(file, module))).toEqual(expected)
  })

  it('holds for types, for re-exports and in Astro files too', async () => {
    const file = 'src/components/token/snippet.ts'
    const record = moduleIn('src/server')
    expect(await refusals(file, importing(file, record, 'import type'))).toEqual([paths])
    const path = posix.relative(dirname(file), record)
    expect(await refusals(file, `export * from '${path}'\n`)).toEqual([paths])
    const component = `---\nimport * as it from '${path}'\n---\n<p>{String(it)}</p>\n`
    expect(await refusals('src/components/token/Snippet.astro', component)).toEqual([paths])
  })

  it('keeps the practice provider off the code of the client', async () => {
    const file = 'src/practice/snippet.ts'
    expect(await refusals(file, importing(file, moduleIn('src/lib/oidc')))).toEqual([paths])
    expect(await refusals(file, importing(file, moduleIn('src/lib/i18n')))).toEqual([])
  })

  it('lets no source import tests', async () => {
    const file = 'src/server/snippet.ts'
    expect(await refusals(file, importing(file, moduleIn('test')))).toEqual([paths])
  })

  it('lets lib read the messages of content, and nothing else there', async () => {
    const file = 'src/lib/i18n/snippet.ts'
    const messages = importing(file, 'src/content/i18n/en.json')
    expect(await refusals(file, messages)).toEqual([])
    expect(await refusals(file, importing(file, 'src/content.config.ts'))).toEqual([paths])
  })
})

describe('the purity of lib', () => {
  const file = 'src/lib/jwt/snippet.ts'

  it.each(['node:fs', 'crypto', 'fs/promises', 'astro', 'astro:content', '@astrojs/node'])(
    'refuses the module %s',
    async (name) => {
      const code = `import * as it from '${name}'\nexport { it }\n`
      expect(await refusals(file, code)).toEqual(['no-restricted-imports'])
    },
  )

  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'crypto.randomUUID()',
    'crypto.getRandomValues(new Uint8Array(8))',
    'process.env',
    'document.body',
    'window',
    'fetch("/")',
    'localStorage.length',
  ])('refuses %s', async (code) => {
    const found = await refusals(file, `export const it = ${code}\n`)
    expect(found.length).toBeGreaterThan(0)
  })

  it.each([
    'new Date(0)',
    'new URL("https://example.com")',
    'Math.max(1, 2)',
    'crypto.subtle.digest("SHA-256", new Uint8Array())',
  ])('accepts %s', async (code) => {
    expect(await refusals(file, `export const it = ${code}\n`)).toEqual([])
  })

  it('accepts npm packages', async () => {
    const code = `import { jwtVerify } from 'jose'\nexport { jwtVerify }\n`
    expect(await refusals(file, code)).toEqual([])
  })
})

describe('single places', () => {
  const arctic = `import { OAuth2Client } from 'arctic'\nexport { OAuth2Client }\n`

  it('imports arctic in one module only', async () => {
    expect(await refusals('src/lib/oidc/arctic.ts', arctic)).toEqual([])
    for (const file of ['src/lib/oidc/errors.ts', 'src/server/snippet.ts', 'test/unit/a.ts']) {
      expect(await refusals(file, arctic)).toEqual(['no-restricted-imports'])
    }
  })

  it('writes to the console from the start of the server only', async () => {
    const code = `console.log('Genkan')\n`
    expect(await refusals('src/serve.ts', code)).toEqual([])
    expect(await refusals('src/server/snippet.ts', code)).toEqual(['no-console'])
  })
})
