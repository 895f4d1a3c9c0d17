import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { format } from 'prettier'
import { peers } from './peers.mjs'

/** What else ran on the machine before the bench did: above 1 or so it was not alone. */
const loadBefore = loadavg()[0]

/** A part's tables and notes as Markdown, which people can read on the console too. */
export function asText({ tables, notes }) {
  return [...tables.map(tableText), notes.map((note) => `- ${note}`).join('\n')]
    .filter(Boolean)
    .join('\n\n')
}

function tableText({ caption, head, rows }) {
  const all = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column].length)))
  const padded = (row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]),
    )
  const line = (row) => `| ${padded(row).join(' | ')} |`
  const rule = widths.map((width, column) => '-'.repeat(width - 1) + (column === 0 ? '-' : ':'))
  const [first, ...others] = all
  const above = caption ? [`**${caption}**`, ''] : []
  return [...above, line(first), line(rule), ...others.map(line)].join('\n')
}

/** What was aimed at and what was found. */
export function aimsTable(aims) {
  const rows = aims.map(({ aim, found, reached }) => [aim, found, reached ? 'yes' : 'no'])
  return { tables: [{ head: ['Aim', 'found', 'reached'], rows }], notes: [] }
}

/** Writes a file: the machine, the versions, the aims, and every part. */
export async function writeResults(file, results, aims, options) {
  const titled = [...(aims.length > 0 ? [{ title: 'Aims', ...aimsTable(aims) }] : []), ...results]
  const parts = titled.map((result) => `## ${result.title}\n\n${asText(result)}`)
  const text = ['# Results', await circumstances(options), ...parts].join('\n\n')
  await writeFile(file, await format(text, { parser: 'markdown' }))
}

async function circumstances({ rounds, cpuSeconds, atATime }) {
  const [{ model }] = cpus()
  const memory = (totalmem() / 1024 ** 3).toFixed(0)
  const packages = [...new Set(peers.flatMap((peer) => peer.packages))]
  const versions = await Promise.all(packages.map(versionOf))
  return [
    'Written by `npm run bench`; bench/README.md says what is measured, and what is not.',
    '',
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Machine: ${model.trim()}, ${cpus().length} cores, ${memory} GB, Linux ${release()}; load before the run ${loadBefore.toFixed(2)}`,
    `- Node ${process.versions.node}`,
    `- Versions: ${versions.join(', ')}`,
    `- ${rounds} rounds, interleaved; ${atATime} visitors at a time; ${cpuSeconds} seconds of an app's CPU in each round`,
  ].join('\n')
}

async function versionOf(name) {
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url)
  const { version } = JSON.parse(await readFile(file, 'utf8'))
  return `${name} ${version}`
}
