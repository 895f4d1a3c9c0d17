import { readdirSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFiles } from '../measure/files.mjs'
import { interleaved, medians } from '../measure/rounds.mjs'
import { root } from '../measure/processes.mjs'
import { figure, range, ratio } from '../measure/statistics.mjs'
import { closeConnections, fetchFile } from '../measure/visitor.mjs'
import { askInTurn, hasWrk, perCpuSecondOfWrk } from '../measure/wrk.mjs'

const warmUpSeconds = 2

export const name = 'static'
export const title = 'Built files per CPU-second'

/** Pages, a style sheet, a script and a picture, each as often as the others. */
function addresses() {
  const assets = readdirSync(join(root, 'dist/client/_astro'))
  const asset = (pattern) => `/_astro/${assets.find((file) => pattern.test(file))}`
  return [
    ...['/', '/ja/', '/guide/streamlit/', '/ja/guide/google-cloud/', '/concepts/id-token/'],
    ...[asset(/^guide\..*\.css$/), asset(/^guide\..*\.js$/), '/favicon.svg'],
  ]
}

/** The server as it is served beside nginx, with the same files from the same folder. */
export async function run({ options, say }) {
  if (!(await hasWrk())) throw new Error('This part needs wrk (Debian: wrk)')
  const directory = await mkdtemp(join(tmpdir(), 'genkan-bench-files-'))
  const { servers, missing } = await startFiles(directory)
  try {
    const paths = addresses()
    const sizes = new Map()
    for (const { id, origin } of servers) sizes.set(id, await meanSize(origin, paths))
    const script = await askInTurn(paths, directory)
    const results = await interleaved(servers, options.rounds, async (served) => {
      await perCpuSecondOfWrk(served, script, warmUpSeconds)
      const rate = await perCpuSecondOfWrk(served, script, options.cpuSeconds)
      say(`  ${served.id}: ${rate.toFixed(0)} files a CPU-second`)
      return { files: rate }
    })
    const data = medians(results, 'files')
    const rows = servers.map(({ id, title: what }) => [
      what,
      figure(data[id]),
      range(results.get(id).map(({ files }) => files)),
      data.nginx === undefined ? '' : ratio(data.nginx / data[id]),
      figure(sizes.get(id)),
    ])
    const head = ['', 'files per CPU-second', 'min–max', 'nginx to it', 'mean bytes of content']
    return { tables: [{ head, rows }], notes: notes(missing), data }
  } finally {
    await closeConnections()
    await Promise.all(servers.map(({ server }) => server.stop()))
    rmSync(directory, { recursive: true, force: true })
  }
}

async function meanSize(origin, paths) {
  const sizes = await Promise.all(paths.map((path) => fetchFile(origin + path)))
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0) / sizes.length
}

const notes = (missing) => [
  'Load by wrk, 64 connections, which keeps either server busy all the time.',
  'Both write a log line for each request. Genkan sends eleven more headers with it, a Content-Security-Policy among them; nginx sends none of these.',
  ...missing,
]
