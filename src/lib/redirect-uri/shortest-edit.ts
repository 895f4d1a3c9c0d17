/** One code point of an edit script: in both texts, in the first only, or in the second only. */
export type Edit = readonly [kind: 'same' | 'registered' | 'sent', character: string]

/**
 * For each number of edits, the furthest position in the first text on each diagonal: `reach[k]` at
 * index `k + offset`, where k is the position in the first text less that in the second.
 */
type Trace = readonly Int32Array[]

/**
 * The shortest edit script between two texts (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986). Work grows with the square of the number of edits, not with the product of
 * the lengths.
 * @param limit insertions and deletions that the script may have
 * @returns undefined where it needs more
 */
export function shortestEdit(
  a: readonly string[],
  b: readonly string[],
  limit: number,
): readonly Edit[] | undefined {
  const trace = traceOf(a, b, limit)
  return trace && scriptOf(a, b, trace, limit + 1)
}

function traceOf(a: readonly string[], b: readonly string[], limit: number): Trace | undefined {
  const offset = limit + 1
  const reach = new Int32Array(2 * offset + 1)
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(reach.slice())
    for (let k = -edits; k <= edits; k += 2) {
      const below = comesFromAbove(reach, k + offset, k === -edits, k === edits)
      let x = below ? (reach[k + offset + 1] ?? 0) : (reach[k + offset - 1] ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      reach[k + offset] = x
      if (k === a.length - b.length && x >= a.length) return trace
    }
  }
  return undefined
}

/** Whether the path on a diagonal goes on from the one above: an insertion, not a deletion. */
function comesFromAbove(reach: Int32Array, index: number, first: boolean, last: boolean): boolean {
  return first || (!last && (reach[index - 1] ?? 0) < (reach[index + 1] ?? 0))
}

/** Follows the trace back from the ends of both texts. */
function scriptOf(
  a: readonly string[],
  b: readonly string[],
  trace: Trace,
  offset: number,
): readonly Edit[] {
  const script: Edit[] = []
  let [x, y] = [a.length, b.length]
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array()
    const k = x - y
    const inserted = comesFromAbove(reach, k + offset, k === -edits, k === edits)
    const before = inserted ? k + 1 : k - 1
    const beforeX = reach[before + offset] ?? 0
    const beforeY = beforeX - before
    for (; x > beforeX && y > beforeY && x > 0 && y > 0; y -= 1) script.push(['same', a[--x] ?? ''])
    if (edits > 0)
      script.push(inserted ? ['sent', b[beforeY] ?? ''] : ['registered', a[beforeX] ?? ''])
    ;[x, y] = [beforeX, beforeY]
  }
  return script.reverse()
}
