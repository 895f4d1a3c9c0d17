import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { CheckResult, Verdict } from '../../lib/oidc/check-names.ts'
import './check-count.css'

/** How many checks ran, and how many of them failed or did not apply. */
export function checkCount(language: Language, checks: readonly CheckResult[]): Html {
  const failed = count(checks, 'fail')
  const notApplicable = count(checks, 'not_applicable')
  const key =
    failed > 0
      ? 'demo.checks.count.failed'
      : notApplicable > 0
        ? 'demo.checks.count.not_applicable'
        : 'demo.checks.count'
  const words = messagesIn(language)(key, { count: checks.length, failed, notApplicable })
  return html`<p class="check-count">${words}</p>`
}

function count(checks: readonly CheckResult[], wanted: Verdict): number {
  let found = 0
  for (const { verdict } of checks) if (verdict === wanted) found += 1
  return found
}
