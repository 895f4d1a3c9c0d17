import { claimLies } from './claim-lies.ts'
import { headerLies } from './header-lies.ts'
import type { Lie, LieGroup } from './lie.ts'
import { signatureLies } from './signature-lies.ts'
import { textLies } from './text-lies.ts'

const definitions = { ...claimLies, ...signatureLies, ...headerLies, ...textLies }

export type LieName = keyof typeof definitions
/** What can be chosen on the bench: a lie, or the token as it came. */
export type Choice = LieName | 'truth'

/**
 * Every lie of the tamper bench, by its name. The words about it are `tamper.lie.<name>.*` of the
 * catalogues; the tests tell the same lies to the same checks.
 */
export const lies: Readonly<Record<LieName, Lie>> = definitions

export function liesOf(group: LieGroup): readonly LieName[] {
  const names = Object.keys(definitions) as LieName[]
  return names.filter((name) => lies[name].group === group)
}

export function isChoice(value: unknown): value is Choice {
  return value === 'truth' || (typeof value === 'string' && Object.hasOwn(definitions, value))
}
