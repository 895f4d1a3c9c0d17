import type { Diagnosis } from '../../lib/redirect-uri/diagnose.ts'
import { type Cell, differenceRows } from '../../lib/redirect-uri/difference-rows.ts'

/**
 * Shows the diff and those server-rendered sentences that a diagnosis needs.
 * @param counts URIs found in each field
 */
export function showDiagnosis(
  root: HTMLElement,
  diagnosis: Diagnosis | undefined,
  counts: { readonly registered: number; readonly sent: number },
): void {
  show(root, '[data-result]', diagnosis !== undefined)
  if (!diagnosis) return
  const { match, causes, brokenRules, change, right } = diagnosis
  const rows = differenceRows(diagnosis.runs)
  for (const side of ['registered', 'sent'] as const) {
    drawRow(root.querySelector(`[data-row=${side}]`), rows[side], side === 'sent' ? 'ins' : 'del')
    countAddresses(root.querySelector(`[data-count=${side}]`), counts[side])
    // If both URIs are equal, show the broken rules once.
    const rules = match && side === 'registered' ? [] : brokenRules[side]
    show(root, `[data-rules=${side}]`, rules.length > 0)
    showNamed(root.querySelector(`[data-rules=${side}]`), 'rule', rules)
  }
  show(root, '[data-legend]', !match)
  show(root, '[data-differs]', !match)
  show(root, '[data-elsewhere]', match)
  show(root, '[data-causes]', change === 'nothing' || !match)
  showNamed(root, 'cause', causes)
  show(root, '[data-mend]', change !== 'nothing')
  showNamed(root, 'change', [right === undefined ? 'unclear' : change])
  show(root, '[data-right]', right !== undefined)
  const copy = root.querySelector<HTMLElement>('copy-button')
  if (copy) copy.dataset.text = right ?? ''
  const code = root.querySelector('[data-right] code')
  if (code) code.textContent = right ?? ''
}

function show(root: Element, selector: string, visible: boolean) {
  for (const element of root.querySelectorAll<HTMLElement>(selector)) element.hidden = !visible
}

function showNamed(root: Element | null, attribute: string, names: readonly string[]) {
  for (const element of root?.querySelectorAll<HTMLElement>(`[data-${attribute}]`) ?? []) {
    element.hidden = !names.includes(element.dataset[attribute] ?? '')
  }
}

function countAddresses(element: HTMLElement | null, count: number) {
  if (!element) return
  element.hidden = count < 2
  element.textContent = (element.dataset.text ?? '').replace('{{count}}', String(count))
}

function drawRow(row: Element | null, cells: readonly Cell[], mark: 'ins' | 'del') {
  row?.replaceChildren(
    ...cells.map(({ kind, text }) => {
      const element = document.createElement(kind === 'only' ? mark : 'span')
      element.textContent = text
      if (kind === 'gap') {
        element.className = 'gap'
        element.setAttribute('aria-hidden', 'true')
      }
      return element
    }),
  )
}
