import { ratio } from './statistics.mjs'

/** An app that checks nothing of this is not in the same race. */
const checked = ['wrong key', 'alg none', 'nonce wrong', 'nonce missing']

/**
 * Whether Genkan is ahead of every peer that checks the signature and the nonce; the ceiling, which
 * is no library, is left out.
 * @param rates by app
 * @param verdicts of the part `hostile`, by app
 */
export function aheadOfCheckers(what, rates, verdicts) {
  const rivals = Object.keys(rates).filter(
    (id) =>
      !['genkan', 'ceiling'].includes(id) &&
      checked.every((lie) => verdicts[id]?.[lie] === 'refused'),
  )
  return {
    aim: `${what}: ahead of every peer that checks signature and nonce`,
    found: rivals.map((id) => `${ratio(rates.genkan / rates[id])} × ${id}`).join(', '),
    reached: rivals.every((id) => rates.genkan > rates[id]),
  }
}
