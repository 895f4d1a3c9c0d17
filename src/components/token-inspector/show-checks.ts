import { isFailure } from '../../lib/oidc/check-names.ts'
import { timeChecks } from '../../lib/oidc/id-token-checks.ts'
import type { InspectedCheck, InspectedVerdict } from '../../lib/oidc/inspect-id-token.ts'
import { millisecondsOfNumericDate } from '../../lib/relative-time.ts'
import { shortened } from '../../lib/shortened.ts'
import { type PageParts, only } from './page-parts.ts'

const glyphs: Readonly<Record<InspectedVerdict, string>> = {
  pass: '✓',
  fail: '✕',
  not_applicable: '–',
  not_checked: '?',
}

/** Characters of a value in the sentence of its check. */
const longestValue = 500

/** Shows the list of checks below the overall verdict, and moves the focus there. */
export function showChecks(page: PageParts, checks: readonly InspectedCheck[]): void {
  const ladder = page.copyOf('ladder')
  for (const check of checks) fillIn(page, only(ladder, `[data-check="${check.name}"]`), check)
  const titles = (wanted: InspectedVerdict) =>
    checks
      .filter(({ verdict }) => verdict === wanted)
      .map(({ name }) => only(ladder, `[data-check="${name}"] h4`).textContent)
  const parameters = {
    failed: list(titles('fail')),
    open: list(titles('not_checked')),
  }
  const outcome = outcomeOf(checks)
  page.one('[data-ladder]').replaceChildren(ladder)
  page.one('[data-lead]').textContent = page.sentence(`inspector.result.${outcome}.lead`)
  page.one('[data-result]').hidden = false
  const heading = page.one('h3[data-verdict]')
  heading.textContent = page.sentence(`inspector.result.${outcome}`, parameters)
  heading.focus()
}

function outcomeOf(checks: readonly InspectedCheck[]) {
  const open = checks.filter(({ verdict }) => verdict === 'not_checked').map(({ name }) => name)
  if (checks.some(isFailure)) return 'refused'
  if (open.includes('signature')) return 'unproven'
  return open.length > 0 ? 'sound' : 'complete'
}

function list(words: readonly string[]): string {
  const { lang } = document.documentElement
  return new Intl.ListFormat(lang, { type: 'unit', style: 'short' }).format(words)
}

function fillIn(page: PageParts, row: HTMLElement, check: InspectedCheck): void {
  const { verdict, expected, found } = check
  row.classList.add(verdict)
  only(row, '[data-glyph]').textContent = glyphs[verdict]
  const checked = verdict !== 'not_checked'
  const word = checked ? `checks.verdict.${verdict}` : 'inspector.not_checked'
  only(row, '[data-verdict]').textContent = page.sentence(word)
  fillHalf(row, 'expected', check, expected === '' ? null : expected)
  fillHalf(row, 'found', check, found)
  const nothing = verdict === 'not_applicable' ? 'comparison' : 'value'
  for (const words of row.querySelectorAll<HTMLElement>('[data-none]')) {
    if (found !== null || words.dataset.none !== nothing) words.remove()
  }
  if (verdict !== 'not_checked') return
  const missing = only(row, '[data-missing]')
  missing.hidden = false
  missing.textContent = page.sentence(`inspector.missing.${check.missing}`)
}

function fillHalf(
  row: HTMLElement,
  side: 'expected' | 'found',
  { name }: InspectedCheck,
  value: string | null,
): void {
  const half = only(row, `[data-half="${side}"]`)
  if (value === null) return half.remove()
  const moment = timeChecks.has(name) ? millisecondsOfNumericDate(value) : undefined
  const text = half.querySelector('[data-value]')
  const clock = half.querySelector('[data-moment]')
  if (moment === undefined) {
    clock?.remove()
    if (text) text.textContent = shortened(value, longestValue)
  } else {
    text?.remove()
    const time = clock?.querySelector('time')
    if (time) time.dateTime = new Date(moment).toISOString()
  }
}
