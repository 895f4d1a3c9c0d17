import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wantedSecurityPage } from '../../scripts/security-table.mjs'
import { groups, hostileFiles } from '../../scripts/security-table/groups.mjs'
import { readGroups } from '../../scripts/security-table/render.mjs'

const root = new URL('../../', import.meta.url)
const page = readFileSync(new URL('SECURITY.md', root), 'utf8')

/** A row of the table as plain cells, the escapes of Markdown taken off. */
const cells = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((text) => text.trim().replaceAll(/\\(.)/g, '$1'))

const sections = page.split(/^### /m).slice(1)
const named = sections.map((section) => {
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && line.includes('.ts)'))
  return { name: section.split('\n', 1)[0], rows: rows.map(cells) }
})

describe('the table of cases in SECURITY.md', () => {
  it('is the one that the tests give: run `npm run security-table`', async () => {
    expect(page).toBe(await wantedSecurityPage())
  })

  it('names tests that exist: each title, or its row, stands in the file that is named', () => {
    const read = readGroups()
    for (const { name, rows } of named) {
      const cases = read.find((group) => group.name === name)?.cases ?? []
      const known = new Set(cases.map(({ file, title }) => `${file} ${title.slice(0, 120)}`))
      for (const [title = '', test = ''] of rows) {
        const file = /\((test\/[\w/.-]+)\)/.exec(test)?.[1] ?? ''
        expect(known, `${file}: ${title}`).toContain(`${file} ${title.replace(/…$/, '')}`)
      }
    }
  })

  it('counts by group what stands in it, and nothing is empty', () => {
    const counts = page.split('\n').flatMap((line) => {
      const [link = '', count] = cells(line)
      const group = /^\[(.+)\]\(#/.exec(link)?.[1]
      return group === undefined ? [] : [[group, Number(count)]]
    })
    expect(counts).toEqual(named.map(({ name, rows }) => [name, rows.length]))
    expect(counts).toHaveLength(groups.length)
    for (const { name, rows } of named) expect(rows.length, name).toBeGreaterThan(0)
  })

  it('has the cases of every file that it is about, and every file against the hostile provider', () => {
    const files = readGroups().flatMap(({ cases }) => cases.map(({ file }) => file))
    const wanted = [...hostileFiles(), ...groups.flatMap((group) => group.files)]
    expect(new Set(files)).toEqual(new Set(wanted))
  })
})
