import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogues, languages } from '../../../src/lib/i18n/languages.ts'
import { labs } from '../../../src/lib/labs.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')
const paths = Object.values(labs).map(({ path }) => path)
// One page for all languages; a rest parameter is the lab's own business.
const pages = globSync('lab/**/*.astro', { cwd: `${root}src/pages/[...lang]` }).map(
  (name) => `/${name.replaceAll('\\', '/').replace(/(?:\/\[\.\.\.\w+\])?\.astro$/, '')}/`,
)

describe('the labs', () => {
  it('are the pages that there are, the error bench aside', () => {
    expect(pages.filter((path) => path !== '/lab/errors/[error]/').sort()).toEqual(paths.toSorted())
  })

  it.each(Object.values(labs))('$path is opened by a test', ({ path }) => {
    const tests = globSync('test/{protocol,browser}/**/*.ts', { cwd: root })
    expect(tests.some((test) => read(test).includes(`'${path}`))).toBe(true)
  })

  it.each(languages)('have a name each in %s', (language) => {
    const names = Object.values(labs).map(({ title }) => catalogues[language][title])
    expect(new Set(names).size).toBe(paths.length)
  })
})
