/** The steps that are done. Steps are known by name, so that adding one moves no tick. */
export type Ticks = ReadonlySet<string>

export interface Progress {
  readonly done: number
  readonly total: number
  /** Counted from 1; absent once everything is done. */
  readonly nextNumber?: number
  readonly nextStep?: string
}

/** Where a browser keeps the ticks of a list. Both languages share it. */
export function storageKey(checklist: string): string {
  return `genkan.checklist.${checklist}`
}

/**
 * The ticks in a stored text. Whatever cannot be read counts as not ticked.
 * @param stored what the browser kept under the key, or null
 */
export function readTicks(stored: string | null): Ticks {
  try {
    const value: unknown = JSON.parse(stored ?? '[]')
    if (!Array.isArray(value)) return new Set()
    return new Set(value.filter((step): step is string => typeof step === 'string'))
  } catch {
    return new Set()
  }
}

/** The text to store: names of steps and nothing else; null where there is nothing to keep. */
export function writeTicks(ticks: Ticks): string | null {
  return ticks.size === 0 ? null : JSON.stringify([...ticks])
}

export function withTick(ticks: Ticks, step: string, done: boolean): Ticks {
  const others = [...ticks].filter((name) => name !== step)
  return new Set(done ? [...others, step] : others)
}

/** How far somebody is. Ticks of steps that the list no longer has do not count. */
export function progressOf(ticks: Ticks, steps: readonly string[]): Progress {
  const done = steps.filter((step) => ticks.has(step)).length
  const next = steps.findIndex((step) => !ticks.has(step))
  const nextStep = steps[next]
  return nextStep === undefined
    ? { done, total: steps.length }
    : { done, total: steps.length, nextNumber: next + 1, nextStep }
}
