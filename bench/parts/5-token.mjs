import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serverOptions } from '../../scripts/run/server-command.mjs'
import { bench } from '../measure/processes.mjs'
import { figure, median, range, ratio } from '../measure/statistics.mjs'

const limit = 1.3

export const name = 'token'
export const title = 'ID tokens validated per CPU-second'

/** All checks of the login on one token beside the signature alone. */
export async function run({ options, say }) {
  const rates = { checks: [], webCrypto: [], signature: [] }
  for await (const round of roundsOf(options)) {
    for (const [way, rate] of Object.entries(round)) {
      rates[way].push(rate)
      say(`  ${way}: ${rate.toFixed(0)} tokens a CPU-second`)
    }
  }
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
      'RS256 with 2,048 bits; one token after the other, in a process of its own, after a warm-up.',
      'jose verifies by Web Crypto, which hands each signature to a pool of threads; `crypto.verify` stays where it was called.',
    ],
    data,
  }
}

export function aims({ token }) {
  const times = token.signature / token.checks
  return [
    {
      aim: `One ID token: at most ${limit} times the time of crypto.verify`,
      found: `${times.toFixed(3)} times`,
      reached: times <= limit,
    },
  ]
}

/** Tokens per second of CPU, by way, round for round: see measure/token-rates.mjs. */
async function* roundsOf({ rounds, cpuSeconds }) {
  const script = join(bench, 'measure/token-rates.mjs')
  const args = [...serverOptions, script, String(rounds), String(cpuSeconds)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line)
  const [code] = await ended
  if (code !== 0) throw new Error(`The ID tokens were not measured to the end: exit ${code}`)
}
