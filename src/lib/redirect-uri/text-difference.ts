/** A run of a text diff: in both texts, or in one only. */
export interface Run {
  readonly kind: 'same' | 'registered' | 'sent'
  readonly text: string
}

/** Size limit of the table; above it the middle counts as replaced as a whole. */
const tableLimit = 400_000
/** Maximum length of a chance match between two changed parts. */
const accident = 2

/**
 * Character diff of two texts (code points) by their longest common subsequence. `same` and
 * `registered` runs concatenate to the first text, `same` and `sent` runs to the second; no two
 * neighbours are of one kind.
 */
export function textDifference(registered: string, sent: string): readonly Run[] {
  const a = Array.from(registered)
  const b = Array.from(sent)
  const start = commonLength(a.length, b.length, (i) => a[i] === b[i])
  const rest = [a.length - start, b.length - start] as const
  const end = commonLength(...rest, (i) => a[a.length - 1 - i] === b[b.length - 1 - i])
  const middle = changes(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return grouped([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...withoutAccidents(grouped(middle)),
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ])
}

/** Characters (code points) in which two texts differ; 0 where they are equal. */
export function differenceSize(runs: readonly Run[]): number {
  const changed = runs.filter(({ kind }) => kind !== 'same')
  return changed.reduce((sum, { text }) => sum + Array.from(text).length, 0)
}

function commonLength(a: number, b: number, same: (index: number) => boolean): number {
  let length = 0
  while (length < a && length < b && same(length)) length += 1
  return length
}

function changes(a: readonly string[], b: readonly string[]): readonly Run[] {
  if (a.length * b.length > tableLimit) {
    return [
      { kind: 'registered', text: a.join('') },
      { kind: 'sent', text: b.join('') },
    ]
  }
  const { length, width } = subsequenceLengths(a, b)
  const runs: Run[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const below = i < a.length ? (length[(i + 1) * width + j] ?? 0) : -1
    const right = j < b.length ? (length[i * width + j + 1] ?? 0) : -1
    if (i < a.length && a[i] === b[j]) {
      runs.push({ kind: 'same', text: a[i++] ?? '' })
      j += 1
    } else if (below >= right) runs.push({ kind: 'registered', text: a[i++] ?? '' })
    else runs.push({ kind: 'sent', text: b[j++] ?? '' })
  }
  return runs
}

/** For each pair of positions, the length of the longest common subsequence of the rests. */
function subsequenceLengths(a: readonly string[], b: readonly string[]) {
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] =
        a[i] === b[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0)
    }
  }
  return { length, width }
}

// Drops chance matches: "localhost" and "example.com" share an o and an l, which would fragment the
// diff.
function withoutAccidents(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap((run, index) => {
    const inside = index > 0 && index < runs.length - 1
    if (run.kind !== 'same' || !inside || Array.from(run.text).length > accident) return [run]
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
