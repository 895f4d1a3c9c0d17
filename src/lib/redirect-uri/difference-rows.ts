import type { Run } from './text-difference.ts'
import { blanks } from './uri-parts.ts'

/** A piece of one of two lines that stand below each other. */
export interface Cell {
  /** In both lines, in this one only, or room for what only the other has. */
  readonly kind: 'same' | 'only' | 'gap'
  /** As shown: blanks and invisible characters stand as signs. */
  readonly text: string
}

/**
 * Two lines of equal width for a difference: what is alike stands below each other, and where one
 * line is shorter, it has a gap.
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

/** Shows what no eye sees: `␣` for a space, the number of the character for all others. */
export function visible(text: string): string {
  return text.replace(blanks, (sign) => {
    if (sign === ' ') return '␣'
    const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `[U+${number}]`
  })
}

/** Width in a monospaced font, in which an East Asian character takes two columns. */
function columns(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u2e80-\uffdc]/.test(sign) ? 2 : 1), 0)
}
