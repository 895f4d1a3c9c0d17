import { readdirSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFiles } from '../measure/files.mjs'
import { repeat, withinCpu } from '../measure/load.mjs'
import { inTurns, medians, table, turns } from '../measure/rounds.mjs'
import { root } from '../measure/processes.mjs'
import { figure } from '../measure/statistics.mjs'
import { closeConnections, fetchFile } from '../measure/visitor.mjs'

const warmUps = { first: 5000, later: 100 }

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
  const directory = await mkdtemp(join(tmpdir(), 'genkan-bench-files-'))
  const { servers, missing } = await startFiles(directory)
  try {
    const paths = addresses()
    const sizes = new Map()
    for (const { id, origin } of servers) sizes.set(id, await meanSize(origin, paths))
    const results = await inTurns(servers, options.rounds, say, async (served, isFirst) => {
      let next = 0
      const act = () => fetchFile(served.origin + paths[next++ % paths.length])
      await repeat(act, isFirst ? warmUps.first : warmUps.later, options.atATime)
      const cpuSeconds = options.cpuSeconds / turns
      return { files: await withinCpu(served.server, act, cpuSeconds, options.atATime) }
    })
    const size = ({ id }) => figure(sizes.get(id))
    const tables = [table(servers, results, 'files', { 'mean bytes of content': size })]
    return { tables, notes: notes(missing), data: medians(results, 'files') }
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
  'Both write a log line for each request. Genkan sends eleven more headers with it, a Content-Security-Policy among them; nginx sends none of these.',
  ...missing,
]
