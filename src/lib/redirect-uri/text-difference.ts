import { shortestEdit } from './shortest-edit.ts'

/** A run of a text diff: in both texts, or in one only. */
export interface Run {
  readonly kind: 'same' | 'registered' | 'sent'
  readonly text: string
}

/**
 * Code points inserted and deleted up to which a difference is searched for: the work grows with
 * its square. Above it the middle counts as replaced as a whole.
 */
const editLimit = 64
/** Maximum length of a chance match between two changed parts. */
const accident = 2

/**
 * Character diff of two texts (code points) by their longest common subsequence. `same` and
 * `registered` runs concatenate to the first text, `same` and `sent` runs to the second; no two
 * neighbours are of one kind. Linear in the lengths of the texts.
 */
export function textDifference(registered: string, sent: string): readonly Run[] {
  const { start, end } = commonEnds(registered, sent)
  const middle = changes(
    registered.slice(start, registered.length - end),
    sent.slice(start, sent.length - end),
  )
  return grouped([
    { kind: 'same', text: registered.slice(0, start) },
    ...withoutAccidents(grouped(middle)),
    { kind: 'same', text: registered.slice(registered.length - end) },
  ])
}

/** Characters (code points) in which two texts differ; 0 where they are equal. */
export function differenceSize(runs: readonly Run[]): number {
  const changed = runs.filter(({ kind }) => kind !== 'same')
  return changed.reduce((sum, { text }) => sum + codePoints(text), 0)
}

/**
 * A lower bound for the number of characters in which two texts differ: how often each stands in
 * either, whatever the order. Linear.
 */
export function leastDifference(a: string, b: string): number {
  // Two characters of one bucket count as equal: a bound all the same.
  const counts = new Int32Array(256)
  const add = (text: string, sign: number) => {
    for (let index = 0; index < text.length; index += 1) {
      const bucket = text.charCodeAt(index) % counts.length
      counts[bucket] = (counts[bucket] ?? 0) + sign
    }
  }
  add(a, 1)
  add(b, -1)
  return counts.reduce((sum, count) => sum + Math.abs(count), 0)
}

/** Lengths of the common start and the common end, in UTF-16 code units; whole code points. */
function commonEnds(a: string, b: string): { readonly start: number; readonly end: number } {
  const shortest = Math.min(a.length, b.length)
  let start = 0
  while (start < shortest && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  if (splitsPair(a, start) || splitsPair(b, start)) start -= 1
  let end = 0
  const unit = (text: string) => text.charCodeAt(text.length - 1 - end)
  while (end < shortest - start && unit(a) === unit(b)) end += 1
  if (splitsPair(a, a.length - end) || splitsPair(b, b.length - end)) end -= 1
  return { start, end }
}

function splitsPair(text: string, index: number): boolean {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff
}

function codePoints(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1) if (!splitsPair(text, index)) count += 1
  return count
}

function changes(registered: string, sent: string): readonly Run[] {
  // A code point has two code units at most.
  const farApart = Math.abs(registered.length - sent.length) > 2 * editLimit
  const edits = farApart
    ? undefined
    : shortestEdit(Array.from(registered), Array.from(sent), editLimit)
  const replaced = [
    ['registered', registered],
    ['sent', sent],
  ] as const
  return (edits ?? replaced).map(([kind, text]) => ({ kind, text }))
}

// Drops chance matches: "localhost" and "example.com" share an o and an l, which would fragment the
// diff.
function withoutAccidents(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap((run, index) => {
    const inside = index > 0 && index < runs.length - 1
    if (run.kind !== 'same' || !inside || codePoints(run.text) > accident) return [run]
    const { text } = run
    return [
      { kind: 'registered', text },
      { kind: 'sent', text },
    ] as const
  })
}

/** Merges neighbouring runs; between two `same` runs, `registered` comes before `sent`. */
function grouped(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  let [registered, sent] = ['', '']
  const flush = () => {
    if (registered !== '') result.push({ kind: 'registered', text: registered })
    if (sent !== '') result.push({ kind: 'sent', text: sent })
    registered = sent = ''
  }
  for (const { kind, text } of runs) {
    if (kind === 'registered') registered += text
    else if (kind === 'sent') sent += text
    else if (text !== '') {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text }
      else result.push({ kind, text })
    }
  }
  flush()
  return result
}
