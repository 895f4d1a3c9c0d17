import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { localTime } from '../local-time/local-time.html.ts'
import './check-sentence.css'
import { type HalfSentence, checkSentence } from './check-sentence.ts'

/** "expected …, found …: pass". */
export function checkSentenceLine(language: Language, check: CheckResult): Html {
  const { found, verdict } = check
  const t = messagesIn(language)
  // English has a blank after a colon; the Japanese colon brings its own.
  const gap = language === 'ja' ? '' : ' '
  const [expectation, finding] = checkSentence(language, check)
  const nothing = t(verdict === 'not_applicable' ? 'checks.nothing' : 'checks.found.none')
  const halves = [half(expectation, t('checks.clock')), half(finding, t('token.time'))]
  const judged = html`<b class="${verdict}">${t(`checks.verdict.${verdict}`)}</b>`
  return html`<p class="check-sentence">${halves}${found === null && nothing}${gap}${judged}</p>`
}

/** @param clock how a moment is written for the reader's own time zone */
function half({ parts, value, moment }: HalfSentence, clock: string): Html {
  const shown =
    moment === undefined ? html`<code dir="auto">${value}</code>` : localTime(moment, clock)
  return html`<span class="half">${parts.map((part) => ('text' in part ? part.text : shown))}</span>`
}
