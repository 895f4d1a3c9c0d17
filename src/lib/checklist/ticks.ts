/** Names of the completed steps. By name, not by number: adding a step moves no tick. */
export type Ticks = ReadonlySet<string>

export interface Progress {
  readonly done: number
  readonly total: number
  /** Counted from 1; absent once everything is done. */
  readonly nextNumber?: number
  readonly nextStep?: string
}

/** Local storage key of a checklist, the same in all languages. */
export function storageKey(checklist: string): string {
  return `genkan.checklist.${checklist}`
}

/**
 * Parses stored ticks. Invalid content counts as no ticks.
 * @param stored value from local storage, or null
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

/** Serializes ticks for local storage; null where the entry can be removed. */
export function writeTicks(ticks: Ticks): string | null {
  return ticks.size === 0 ? null : JSON.stringify([...ticks])
}

/** The ticks with one step set or cleared. */
export function withTick(ticks: Ticks, step: string, done: boolean): Ticks {
  const others = [...ticks].filter((name) => name !== step)
  return new Set(done ? [...others, step] : others)
}

/** Progress of a checklist. Ticks of unknown steps do not count. */
export function progressOf(ticks: Ticks, steps: readonly string[]): Progress {
  const done = steps.filter((step) => ticks.has(step)).length
  const next = steps.findIndex((step) => !ticks.has(step))
  const nextStep = steps[next]
  return nextStep === undefined
    ? { done, total: steps.length }
    : { done, total: steps.length, nextNumber: next + 1, nextStep }
}
