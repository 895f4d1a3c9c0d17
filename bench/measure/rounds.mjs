import { figure, median, range, ratio } from './statistics.mjs'

/**
 * Measures all apps once a round, and begins each round with another one, so that whatever changes
 * on the machine meanwhile meets all of them.
 * @returns for each app, what `measure` gave in each round
 */
export async function interleaved(apps, rounds, measure) {
  const results = new Map(apps.map(({ id }) => [id, []]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % apps.length
    for (const app of [...apps.slice(first), ...apps.slice(0, first)]) {
      results.get(app.id).push(await measure(app, round))
    }
  }
  return results
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
