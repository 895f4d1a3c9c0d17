import { it } from 'vitest'
import { adviceFor, findProgram } from '../../scripts/run/programs.mjs'

type Program = Parameters<typeof findProgram>[0]

/**
 * Whether one of these programs is missing: `describe.skipIf(lacks('redis', 'nginx'))`, and `it`
 * likewise. With REQUIRE_SERVICES=1 a test of its own, beside what is left out, fails and says what
 * to do.
 */
export function lacks(...needed: readonly Program[]): boolean {
  const advice = adviceFor(needed)
  if (advice === undefined) return false
  if (process.env['REQUIRE_SERVICES'] === '1') {
    it(`needs ${needed.join(' and ')}`, () => fail(`REQUIRE_SERVICES=1, but ${advice}`))
  }
  return true
}

/** The path of a program that {@link lacks} did not find to be missing. */
export function servicePath(name: Program): string {
  return findProgram(name) ?? fail(String(adviceFor([name])))
}

function fail(advice: string): never {
  const error = new Error(advice)
  // The sentence says all there is to see.
  delete error.stack
  throw error
}
