import { inProject } from '../run/project.mjs'
import { groups } from './groups.mjs'
import { readCases } from './read-cases.mjs'

export const markers = ['<!-- cases: begin -->', '<!-- cases: end -->']

/** The groups with the cases of their files, in the order in which they stand there. */
export function readGroups() {
  return groups.map(({ name, files }) => {
    const cases = files.flatMap((file) =>
      readCases(inProject(file)).map((found) => ({ ...found, file })),
    )
    return { name, cases }
  })
}

/** The part of SECURITY.md between the markers: a count for each group, then every case. */
export function render() {
  const read = readGroups()
  const total = read.reduce((sum, { cases }) => sum + cases.length, 0)
  return [
    '| group | cases |\n| --- | ---: |',
    ...read.map(({ name, cases }) => `| [${name}](#${anchor(name)}) | ${cases.length} |`),
    `| **all** | **${total}** |`,
    ...read.map(({ name, cases }) => `\n### ${name}\n\n${table(cases)}`),
  ].join('\n')
}

function table(cases) {
  const rows = cases.map(({ file, blocks, title }) => {
    const link = `[${file.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](${file})`
    return `| ${cell(title)} | ${[link, ...blocks.map(cell)].join(' › ')} |`
  })
  return ['| case | test |', '| --- | --- |', ...rows].join('\n')
}

/** Text in a cell of Markdown: nothing of it is markup. */
function cell(text) {
  const cut = text.length > 120 ? `${text.slice(0, 120)}…` : text
  return cut.replaceAll(/[\\`*_{}[\]<>|~$]/g, (character) => `\\${character}`)
}

function anchor(name) {
  return name
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}
