import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServerProcess, bench } from '../measure/processes.mjs'
import { figure, median, range, ratio } from '../measure/statistics.mjs'

export const name = 'token'
export const title = 'ID tokens validated per CPU-second'

/** All checks of the login on one token beside the signature alone. */
export async function run({ options, say }) {
  const rates = await ratesOf(options, say)
  const data = Object.fromEntries(Object.entries(rates).map(([way, all]) => [way, median(all)]))
  const row = (what, way) => [
    ...[what, figure(data[way]), range(rates[way])],
    ratio(data.signature / data[way]),
  ]
  return {
    tables: [
      {
        head: ['', 'tokens per CPU-second', 'min–max', 'time, to the signature alone'],
        rows: [
          row('Every check of the login, key set included', 'checks'),
          row('`crypto.subtle.verify` of Web Crypto, key at hand', 'webCrypto'),
          row('`crypto.verify` of node:crypto, key at hand', 'signature'),
        ],
      },
    ],
    notes: [
      'RS256 with 2,048 bits; one token after the other, each round in a new process after a warm-up.',
      'jose verifies by Web Crypto, which hands each signature to a pool of threads; `crypto.verify` stays where it was called.',
    ],
    data,
  }
}

/** Tokens per second of CPU, by way, round for round: see measure/token-rates.mjs. */
async function ratesOf({ rounds, cpuSeconds }, say) {
  const directory = await mkdtemp(join(tmpdir(), 'genkan-bench-token-'))
  try {
    const rates = { checks: [], webCrypto: [], signature: [] }
    for (let round = 0; round < rounds; round += 1) {
      for (const [way, rate] of Object.entries(await roundOf(cpuSeconds, directory))) {
        rates[way].push(rate)
        say(`  ${way}: ${rate.toFixed(0)} tokens a CPU-second`)
      }
    }
    return rates
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** In a new process: where its code and its key come to lie makes a difference of some per cent. */
async function roundOf(cpuSeconds, directory) {
  const script = join(bench, 'measure/token-rates.mjs')
  const worker = new ServerProcess('token', [script], {}, directory)
  try {
    return await worker.ask({ cpuSeconds })
  } finally {
    await worker.stop()
  }
}
