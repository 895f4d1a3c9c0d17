import { claimLies } from './claim-lies.ts'
import { headerLies } from './header-lies.ts'
import type { Lie, LieGroup } from './lie.ts'
import { signatureLies } from './signature-lies.ts'
import { textLies } from './text-lies.ts'

const definitions = { ...claimLies, ...signatureLies, ...headerLies, ...textLies }

export type LieName = keyof typeof definitions
/** Choice on the bench: a lie, or the unchanged token. */
export type Choice = LieName | 'truth'

/**
 * Table of the tamper bench's lies, by name. Their texts are the messages `tamper.lie.<name>.*`;
 * unit tests run each of them through the checks of the login.
 */
export const lies: Readonly<Record<LieName, Lie>> = definitions

export function liesOf(group: LieGroup): readonly LieName[] {
  const names = Object.keys(definitions) as LieName[]
  return names.filter((name) => lies[name].group === group)
}

export function isChoice(value: unknown): value is Choice {
  return value === 'truth' || (typeof value === 'string' && Object.hasOwn(definitions, value))
}
