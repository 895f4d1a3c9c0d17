/**
 * Runs the parts in their order, or those named: `node bench/run.mjs logins requests`.
 *   --rounds 5       rounds, interleaved
 *   --cpu 5          seconds of CPU that an app uses in each measurement
 *   --at-a-time 16   visitors at once
 *   --minutes 10     of the soak
 *   --only a,b       only these of the apps
 *   --prof           CPU profiles of the apps, into bench/.profiles
 *   --results FILE   where to write what is printed; bench/RESULTS.md where nothing else is said
 *
 * A part is a file in parts/ with a name, a title, `run({ options, say })`, which gives
 * `{ tables: [{ caption?, head, rows }], notes, data }`, and if it likes `aims(data by part)`, which
 * gives `[{ aim, found, reached }]`.
 */
import { readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { aimsTable, asText, writeResults } from './report.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    cpu: { type: 'string', default: '5' },
    'at-a-time': { type: 'string', default: '16' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    prof: { type: 'boolean', default: false },
    results: { type: 'string' },
  },
})
const options = {
  rounds: Number(values.rounds),
  cpuSeconds: Number(values.cpu),
  atATime: Number(values['at-a-time']),
  only: values.only?.split(','),
  minutes: Number(values.minutes),
  prof: values.prof,
}
const complete = positionals.length === 0 && options.only === undefined
const file = values.results ?? (process.argv.length === 2 ? 'bench/RESULTS.md' : undefined)
const say = (line) => console.log(line)

const files = (await readdir(new URL('parts/', import.meta.url))).sort()
const parts = await Promise.all(files.map((file) => import(`./parts/${file}`)))
const unknown = positionals.filter((wanted) => !parts.some(({ name }) => name === wanted))
if (unknown.length > 0) {
  console.error(
    `No part is named ${unknown}; there are: ${parts.map(({ name }) => name).join(', ')}`,
  )
  process.exit(1)
}

const results = []
for (const { name, title, run } of parts) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  say(`${title} (${name})`)
  const result = { name, title, ...(await run({ options, say })) }
  results.push(result)
  say(`\n${asText(result)}\n`)
}
const data = Object.fromEntries(results.map((result) => [result.name, result.data]))
const aims = complete ? parts.flatMap((part) => part.aims?.(data) ?? []) : []
if (complete) say(`Aims\n\n${asText(aimsTable(aims))}\n`)
if (file) await writeResults(file, results, aims, options)
