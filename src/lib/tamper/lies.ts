import { claimLies } from './claim-lies.ts'
import { headerLies } from './header-lies.ts'
import type { Lie, LieGroup } from './lie.ts'
import { signatureLies } from './signature-lies.ts'
import { textLies } from './text-lies.ts'

const definitions = { ...claimLies, ...signatureLies, ...headerLies, ...textLies }

export type LieName = keyof typeof definitions
/** A choice on the bench: a forgery, or the original token. */
export type Choice = LieName | 'truth'

/**
 * Every forgery of the tamper bench, by name. Its messages are `tamper.lie.<name>.*`; the tests run
 * the same forgeries through the same checks.
 */
export const lies: Readonly<Record<LieName, Lie>> = definitions

export function liesOf(group: LieGroup): readonly LieName[] {
  const names = Object.keys(definitions) as LieName[]
  return names.filter((name) => lies[name].group === group)
}

export function isChoice(value: unknown): value is Choice {
  return value === 'truth' || (typeof value === 'string' && Object.hasOwn(definitions, value))
}
