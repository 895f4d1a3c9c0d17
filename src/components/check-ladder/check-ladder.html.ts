import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { type CheckResult, isFailure } from '../../lib/oidc/check-names.ts'
import './check-ladder.css'
import { checkSentenceLine } from './check-sentence.html.ts'

const glyphs = { pass: '✓', fail: '✕', not_applicable: '–' }

/** All checks in their order, the first that failed marked and open. */
export function checkLadder(language: Language, checks: readonly CheckResult[]): Html {
  const firstFailure = checks.find(isFailure)
  const rungs = checks.map((check) => rung(language, check, check === firstFailure))
  return html`<ol role="list" class="check-ladder not-content">
${rungs}</ol>`
}

function rung(language: Language, check: CheckResult, isFirstFailure: boolean): Html {
  const { name, source, verdict } = check
  const t = messagesIn(language)
  const target = isFirstFailure && html` id="first-failure" tabindex="-1"`
  return html`<li class="${verdict}">
<span class="glyph" aria-hidden="true">${glyphs[verdict]}</span>
<div>
${isFirstFailure && html`<p class="first">${t('checks.first_failure')}</p>`}
<div class="head"><h3${target}>${t(`check.${name}.title`)}</h3><span class="source">${source}</span></div>
${checkSentenceLine(language, check)}
<details${isFirstFailure && html` open`}>
<summary>${t('checks.why')}</summary>
<p>${t(`check.${name}.why`)}</p>
</details>
</div>
</li>
`
}
