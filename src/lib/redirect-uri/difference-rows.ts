import type { Run } from './text-difference.ts'
import { blanks } from './uri-parts.ts'

/** A segment of one of two aligned lines. */
export interface Cell {
  /** In both lines, in this one only, or padding for what only the other has. */
  readonly kind: 'same' | 'only' | 'gap'
  /** Display text: blanks and invisible characters are made visible. */
  readonly text: string
}

/**
 * Aligns a difference in two lines of equal width: equal parts are below each other, gaps are
 * padded.
 */
export function differenceRows(runs: readonly Run[]): Record<'registered' | 'sent', Cell[]> {
  const rows: Record<'registered' | 'sent', Cell[]> = { registered: [], sent: [] }
  for (let index = 0; index < runs.length; index += 1) {
    const { kind, text = '' } = runs[index] ?? {}
    if (kind === 'same') {
      for (const row of [rows.registered, rows.sent]) row.push({ kind, text: visible(text) })
      continue
    }
    // What is only registered comes before what is only sent in the same place.
    const next = runs[index + 1]
    const replaced = kind === 'registered' && next?.kind === 'sent'
    const pair = {
      registered: kind === 'registered' ? visible(text) : '',
      sent: replaced ? visible(next.text) : kind === 'sent' ? visible(text) : '',
    }
    rows.registered.push(...cells(pair.registered, pair.sent))
    rows.sent.push(...cells(pair.sent, pair.registered))
    if (replaced) index += 1
  }
  return rows
}

function cells(own: string, other: string): readonly Cell[] {
  const missing = columns(other) - columns(own)
  return [
    ...(own === '' ? [] : [{ kind: 'only', text: own } as const]),
    ...(missing > 0 ? [{ kind: 'gap', text: '\u00a0'.repeat(missing) } as const] : []),
  ]
}

/** Makes invisible characters visible: `␣` for a space, the code point for all others. */
export function visible(text: string): string {
  return text.replace(blanks, (sign) => {
    if (sign === ' ') return '␣'
    const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${number}]`
  })
}

/** Width in columns of a monospaced font; an East Asian character takes two. */
function columns(text: string): number {
  let sum = 0
  for (const sign of text) sum += sign >= '\u2e80' && sign <= '\uffdc' ? 2 : 1
  return sum
}
