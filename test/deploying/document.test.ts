import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lacks, servicePath } from '../support/services.ts'
import { documents, exists, read, sectionsOf } from './document.ts'

const [english, japanese] = [read(documents.en), read(documents.ja)]
const both = [
  [documents.en, english],
  [documents.ja, japanese],
] as const
const environment = read('src/server/environment.ts')
const example = read('deploy/genkan.env.example')

/** The variables that the server reads, taken from the code that reads them. */
const variables = new Set(
  [...environment.matchAll(/(?:value\(|readClient\()'([A-Z_]+)'(?:, '([A-Z_]+)')?/g)].flatMap(
    ([, one, two]) => [one, two].filter((name) => name !== undefined),
  ),
)
/** Node's own, which the document explains beside them. */
const nodes = 'NODE_EXTRA_CA_CERTS'

describe('the documents of deploying', () => {
  it('say the same in both languages: headings, commands, rows of tables, links', () => {
    const form = (text: string) => sectionsOf(text).map(({ level, commands }) => [level, commands])
    const rows = (text: string) => text.match(/^\|.*$/gm)?.map((row) => row.split(' | ').length)
    const links = (text: string) =>
      [...text.matchAll(/\]\((?!deploying)([^)]+)\)/g)].map(([, link]) => link).sort()
    expect(form(japanese)).toEqual(form(english))
    expect(rows(japanese)).toEqual(rows(english))
    expect(links(japanese)).toEqual(links(english))
  })

  it.each(both)('%s names every variable in its table, and no other', (_, text) => {
    expect(variables.size).toBeGreaterThan(12)
    const named = text.split('\n').filter((line) => /^\| `[A-Z_]+`/.test(line))
    const cells = named.map((line) => line.split('|')[1] ?? '').join()
    const found = new Set([...cells.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
    expect([...found].sort()).toEqual([...variables].sort())
    expect(text).toContain(nodes)
  })

  it('have an example with every variable, and no other', () => {
    const found = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(found.sort()).toEqual([...variables, nodes].sort())
  })

  it.each(both)('%s leads to files that exist, and names each file of deploy/', (path, text) => {
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(exists(normalize(join(dirname(path), link))), link).toBe(true)
    }
    for (const file of readdirSync(join(import.meta.dirname, '../../deploy'))) {
      expect(text, file).toContain(file)
    }
  })

  it.each(['README.md', 'README.ja.md'])('are found from %s', (path) => {
    const name = path.replace('README', 'deploying')
    expect(read(path)).toContain(`(docs/${name})`)
  })

  it('shows no command that no test runs', () => {
    const tests = ['caddy', 'one-machine', 'several-machines']
      .map((name) => read(`test/deploying/${name}.test.ts`))
      .join()
    const count = new Map<string, number>()
    const shown = sectionsOf(english).flatMap(({ title, commands }) => commands.map(() => title))
    for (const title of shown) {
      const index = count.get(title) ?? 0
      count.set(title, index + 1)
      const quote = title.includes("'") ? '"' : "'"
      expect(tests).toContain(
        `commandsOf(${quote}${title}${quote}${index === 0 ? '' : `, ${index}`})`,
      )
    }
  })
})

describe.skipIf(lacks('systemd-analyze'))('the units, by systemd-analyze', () => {
  it('shut the server in: an exposure of 2.0 or less', () => {
    const folder = join(import.meta.dirname, '../../deploy')
    const words = ['security', '--offline=true', '--no-pager', '--threshold=20']
    const file = join(folder, 'genkan.service')
    const program = servicePath('systemd-analyze')
    const printed = execFileSync(program, [...words, file], { encoding: 'utf8', stdio: 'pipe' })
    expect(printed).toMatch(/exposure level.*: [01]\.\d/)
  })
})
