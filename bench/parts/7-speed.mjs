import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installTool } from '../../scripts/run/install.mjs'
import { startGenkan } from '../measure/files.mjs'
import { lackOfJapaneseFont } from '../measure/japanese-font.mjs'
import { figure } from '../measure/statistics.mjs'

const pages = ['/', '/demo/', '/guide/streamlit/', '/concepts/id-token/']
const least = 95

export const name = 'speed'
export const title = 'How fast pages come'

/** Lighthouse's performance score on an emulated phone with a slow connection. */
export async function run({ options, say }) {
  await installTool('test/lighthouse', 'Lighthouse')
  const { performanceOf } = await import('../../test/lighthouse/performance.mjs')
  const directory = await mkdtemp(join(tmpdir(), 'genkan-bench-speed-'))
  const { origin, server } = await startGenkan(directory)
  try {
    const paths = pages.flatMap((path) => [path, `/ja${path}`])
    const found = await performanceOf(origin, paths, Math.min(options.rounds, 3))
    for (const { path, score } of found) say(`  ${path}: ${score}`)
    const rows = found.map(({ path, score, firstPaint, largestPaint, blocked }) => [
      ...[path, score, `${figure(firstPaint)} ms`, `${figure(largestPaint)} ms`],
      `${Math.round(blocked)} ms`,
    ])
    const head = ['Page', 'performance', 'first paint', 'largest paint', 'blocked']
    const notes = [
      'Lighthouse, as on a phone with a slow connection; the middle one of three runs.',
      ...(await lackOfJapaneseFont()),
    ]
    return {
      tables: [{ head, rows }],
      notes,
      data: { least: Math.min(...found.map(({ score }) => score)) },
    }
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

export function aims({ speed }) {
  return [
    {
      aim: `Lighthouse performance: at least ${least} on each page`,
      found: `${speed.least} at least`,
      reached: speed.least >= least,
    },
  ]
}
