import { figure, median, range, ratio } from './statistics.mjs'

/** Parts that the measurement of a round is cut into: no machine is equally fast for long. */
export const turns = 10

/**
 * Measures all apps in each round in turns: a tenth of one app's time, then a tenth of the next
 * one's.
 * @param measure one turn: gives by kind how often something was `done` in how many `seconds` of CPU
 * @returns for each app, the rates of each round by kind
 */
export async function inTurns(apps, rounds, say, measure) {
  const results = new Map(apps.map(({ id }) => [id, []]))
  for (let round = 0; round < rounds; round += 1) {
    const sums = new Map(apps.map(({ id }) => [id, {}]))
    for (let turn = 0; turn < turns; turn += 1) {
      for (const app of beginningWith(apps, round + turn)) {
        add(sums.get(app.id), await measure(app, round + turn === 0))
      }
    }
    for (const [id, sum] of sums) {
      const rates = Object.entries(sum).map(([kind, { done, seconds }]) => [kind, done / seconds])
      results.get(id).push(Object.fromEntries(rates))
      for (const [kind, rate] of rates) say(`  ${id}: ${figure(rate)} ${kind} per CPU-second`)
    }
  }
  return results
}

function add(sum, turn) {
  for (const [kind, { done, seconds }] of Object.entries(turn)) {
    const before = sum[kind] ?? { done: 0, seconds: 0 }
    sum[kind] = { done: before.done + done, seconds: before.seconds + seconds }
  }
}

function beginningWith(apps, count) {
  const first = count % apps.length
  return [...apps.slice(first), ...apps.slice(0, first)]
}

/** The median of one kind of rate, by app. */
export function medians(results, kind) {
  const entries = [...results].map(([id, rounds]) => [id, median(rounds.map((of) => of[kind]))])
  return Object.fromEntries(entries)
}

/**
 * Medians with their spread, and how they compare with ours and with the ceiling.
 * @param columns more of them: what to say of an app, by heading
 */
export function table(apps, results, kind, columns = {}) {
  const rates = medians(results, kind)
  const spread = ({ id }) => range(results.get(id).map((round) => round[kind]))
  const compared = (other) => {
    return ({ id }) => (rates[other] === undefined ? '' : ratio(rates[id] / rates[other]))
  }
  const all = {
    '': ({ title }) => title,
    [`${kind} per CPU-second`]: ({ id }) => figure(rates[id]),
    'min–max': spread,
    'to Genkan': compared('genkan'),
    'to the ceiling': compared('ceiling'),
    ...columns,
  }
  return {
    head: Object.keys(all),
    rows: apps.map((app) => Object.values(all).map((cell) => cell(app))),
  }
}
